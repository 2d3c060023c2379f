// Copyright the leat authors. Distributed under the Boost Software License,
// Version 1.0.
#include <leat/view/child.hpp>

#include <catch.hpp>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string>

#include <unistd.h>

using leat::detail::written_by;
using namespace std::chrono_literals;

TEST_CASE("a program gets its input and gives its output, of any size") {
    CHECK(written_by({"cat"}, "some text\n", 10s) == "some text\n");
    CHECK(written_by({"cat"}, "", 10s) == "");
    std::string const long_one(3'000'000, 'x');              // more than a pipe holds
    CHECK((written_by({"cat"}, long_one, 10s) == long_one)); // not told at such length
    CHECK(written_by({"printf", "%s", "a; echo b"}, "", 10s) == "a; echo b"); // no shell
}

TEST_CASE("there is nothing of a program that is not there, fails or takes too "
          "long") {
    CHECK_FALSE(written_by({"no-program-has-this-name"}, "", 10s));
    CHECK_FALSE(written_by({"false"}, "", 10s));
    CHECK_FALSE(written_by({"sh", "-c", "echo a; kill -9 $$"}, "", 10s));
    auto const began = std::chrono::steady_clock::now();
    CHECK_FALSE(written_by({"sleep", "60"}, "", 50ms));
    CHECK(std::chrono::steady_clock::now() - began < 30s); // it was not waited for
}

TEST_CASE("what a program says of itself is not seen") {
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> const seen(std::tmpfile(), std::fclose);
    REQUIRE(seen);
    int const errors = ::dup(STDERR_FILENO);
    ::dup2(::fileno(seen.get()), STDERR_FILENO);
    auto const written = written_by({"sh", "-c", "echo a; echo b >&2"}, "", 10s);
    ::dup2(errors, STDERR_FILENO);
    ::close(errors);
    CHECK(written == "a\n");
    CHECK(::lseek(::fileno(seen.get()), 0, SEEK_END) == 0);
}

TEST_CASE("a program whose status nobody keeps has written what it has") {
    auto const before = std::signal(SIGCHLD, SIG_IGN);
    CHECK(written_by({"echo", "a"}, "", 10s) == "a\n");
    std::signal(SIGCHLD, before);
}
