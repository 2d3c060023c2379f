// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/output_aside.hpp>

#include <leat/cli/quiet_output.hpp>
#include <leat/hooks/terminal.hpp>

#include <catch.hpp>

#include <iostream>
#include <sstream>
#include <string>

#include <unistd.h>

using leat::detail::output_aside;
using leat::detail::quiet_output;
using leat::detail::the_bar;

namespace {

/// What is written to a descriptor.
class written {
public:
    written() { REQUIRE(::pipe(ends_) == 0); }
    ~written() {
        ::close(ends_[0]);
        ::close(ends_[1]);
    }
    int descriptor() const { return ends_[1]; }
    std::string text() const {
        ::write(ends_[1], ".", 1) == 1 ? void() : throw 0; // so that there is something
        char bytes[4096];
        return {bytes, static_cast<std::size_t>(::read(ends_[0], bytes, sizeof bytes)) - 1};
    }

private:
    int ends_[2];
};

/// Of a standard stream what it is given.
class caught {
public:
    explicit caught(std::ostream& of) : of_(of), before_(of.rdbuf(text_.rdbuf())) {}
    ~caught() { of_.rdbuf(before_); }
    std::string text() const { return text_.str(); }

private:
    std::ostringstream text_;
    std::ostream& of_;
    std::streambuf* before_;
};

} // namespace

TEST_CASE("lines of others go above the bar", "[cli]") {
    written const terminal;
    caught const out(std::cout), log(std::clog);
    the_bar().show(terminal.descriptor(), {}, "[##--]");
    CHECK(terminal.text() == "\r[##--]\x1b[K");
    {
        output_aside aside(true);
        std::cout << "half of ";
        CHECK(out.text().empty());
        CHECK(terminal.text().empty());
        std::cout << "a line" << std::endl;
        CHECK(out.text() == "half of a line\n");
        CHECK(terminal.text() == "\r\x1b[K[##--]");
        leat::detail::print_lines(std::clog, "of a hook\n"); // which steps aside itself
        CHECK(log.text() == "of a hook\n");
        CHECK(terminal.text() == "\r\x1b[K[##--]"); // once
        std::cout << "the rest";
    }
    CHECK(out.text() == "half of a line\nthe rest");
    the_bar().show(terminal.descriptor(), {}, {});
    (void)terminal.text();
    output_aside const unwanted(false);
    std::cout << " at once";
    CHECK(out.text().ends_with("the rest at once"));
    CHECK(terminal.text().empty());
}

TEST_CASE("nothing of what is written is seen where a run is quiet", "[cli]") {
    caught const out(std::cout), log(std::clog), errors(std::cerr);
    {
        quiet_output quiet(true);
        std::cout << "a";
        std::clog << "b";
        std::cerr << "c";
        leat::detail::print_lines(std::clog, "d\n");
        quiet.end();
        std::cout << "e";
    }
    {
        quiet_output const loud(false);
        std::cout << "f";
    }
    CHECK(out.text() == "ef");
    CHECK(log.text().empty());
    CHECK(errors.text().empty());
}
