// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "places.hpp"

#include <catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

// A program and its shared library, which are both compiled with -fvisibility=hidden.

TEST_CASE("what a process has once is one, also where shared libraries hide their names") {
    std::array<void const*, 3> there{};
    places_in_library(there.data());
    CHECK(there == find_places());
    std::string name;
    name_in_library(&name);
    CHECK(name != leat::detail::temporary_name("a"));

    // A repo that this process has open is not to be opened in a fork of it, by anybody.
    leat::detail::opened_here const opened(leat::detail::identity_of("/"), "/");
    CHECK(opens_in_library("/"));
    pid_t const child = ::fork();
    if (child == 0) ::_exit(opens_in_library("/") ? 1 : 0);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
}
