// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/file_bytes.hpp>

#include <leat/support/atomic_file.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <string>

using leat::detail::read_whole;
using leat::detail::write_whole;
namespace fs = std::filesystem;

TEST_CASE("a file that was written is read back") {
    scratch const here;
    fs::path const file = here / "a.txt";
    for (std::string const& text : {std::string("one\n"), std::string(),
                                    std::string("\0\r\n\xff", 4), std::string(20'000'000, 'a')}) {
        write_whole(file, text);
        CHECK(read_whole(file) == text);
        CHECK(content_of(file) == text);
    }
    CHECK(temporaries_in(here.folder) == 0);
}

TEST_CASE("reading says what is wrong with a path") {
    scratch const here;
    std::string const missing = (here / "none.txt").string();
    CHECK(error_of([&] { read_whole(missing); }) ==
          "cannot read '" + missing + "': No such file or directory; check the path");
    CHECK(contains(error_of([&] { read_whole(here.folder); }), "Is a directory"));
    CHECK(!read_whole("/proc/self/status").empty()); // a file whose size is said to be 0
}
