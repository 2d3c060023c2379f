// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/terminal_text.hpp>

#include <leat/hooks/text.hpp>

#include <catch.hpp>

#include <cstddef>
#include <cstdlib>
#include <sstream>
#include <string>

using namespace leat::detail;

namespace {

text_table runs() {
    text_table table({"run", "state", "none", "bytes", "why"}, "kllrl");
    table.add({{"20261121-1", tint::strong}, {"completed", tint::good}, "", "12 B", ""});
    table.add({"20261121-2", {"failed", tint::bad}, "", "9.99 kB", "a reason that is rather long"});
    return table;
}

/// The columns of the widest line.
std::size_t width(std::string const& text) {
    std::istringstream lines(text);
    std::size_t most = 0;
    for (std::string line; std::getline(lines, line);) most = std::max(most, columns_of(line));
    return most;
}

} // namespace

TEST_CASE("a table has its cells in columns, and none that is empty", "[cli]") {
    CHECK(runs().text({}) == "run         state        bytes  why\n"
                             "20261121-1  completed     12 B\n"
                             "20261121-2  failed     9.99 kB  a reason that is rather long\n");
    CHECK(text_table({"a", "b"}, "ll").empty());
}

TEST_CASE("a table is as wide as the terminal at most", "[cli]") {
    for (std::size_t columns = 1; columns < 70; ++columns) {
        INFO(columns);
        CHECK(width(runs().text({false, columns})) <= columns);
    }
    CHECK(runs().text({false, 45}) == "run         state        bytes  why\n"
                                      "20261121-1  completed     12 B\n"
                                      "20261121-2  failed     9.99 kB  a reason tha…\n");
    // Text is cut, numbers and names are not; what has no room at all is left out, and what is
    // short enough to have room is not.
    CHECK(runs().text({false, 29}) == "run         state       bytes\n"
                                      "20261121-1  complet…     12 B\n"
                                      "20261121-2  failed    9.99 kB\n");
    CHECK(runs().text({false, 20}) == "run         state\n"
                                      "20261121-1  complet…\n"
                                      "20261121-2  failed\n");
    CHECK(runs().text({false, 5}) == "run\n2026…\n2026…\n");
}

TEST_CASE("colours end where their cell ends, and take no room", "[cli]") {
    text_table table({"a", "b"}, "ll");
    table.add({{"x", tint::bad}, {"yy", tint::quiet}});
    CHECK(table.text({true, 80}) == "\x1b[1ma\x1b[0m  \x1b[1mb\x1b[0m\n"
                                    "\x1b[31mx\x1b[0m  \x1b[2myy\x1b[0m\n");
    std::string text;
    add_tinted(text, "none", tint::none, {true, 80});
    add_tinted(text, " plain", tint::bad, {});
    CHECK(text == "none plain");
}

TEST_CASE("what a terminal would obey is not written to it", "[cli]") {
    text_table table({"a", "b"}, "ll");
    table.add({"x\x1b[31m\ny", "漢字"});
    table.add({"ü", "z"});
    CHECK(table.text({}) == "a            b\nx\\x1b[31m y  漢字\nü            z\n");
}

TEST_CASE("colours are for terminals, unless they are asked for", "[cli]") {
    // Of a pipe, as the tests are run; a terminal is looked at by terminal.sh.
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    CHECK_FALSE(style_for(ends[1], colour_choice::automatic).colours);
    CHECK(style_for(ends[1], colour_choice::always).colours);
    CHECK_FALSE(style_for(ends[1], colour_choice::never).colours);
    CHECK(style_for(ends[1], colour_choice::always).columns == std::string::npos);
    ::close(ends[0]);
    ::close(ends[1]);
}
