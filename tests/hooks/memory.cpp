// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/hooks/memory.hpp>

#include <leat/hooks/resident.hpp>

#include "sample.hpp"

#include <catch.hpp>

#include <memory>
#include <sstream>
#include <string>

using namespace leat::literals;
using sample::forecast;

namespace {

constexpr std::size_t mebibyte = 1024 * 1024;

void use_memory(leat::context&) {
    std::size_t const size = 200 * mebibyte;
    std::unique_ptr<char volatile[]> const block(new char volatile[size]);
    for (std::size_t i = 0; i < size; i += 1024) block[i] = 1;
}

/// The number of MiB in a column, 1 or 2, of the row of a node; -1 where there is none.
double column(std::string const& table, std::string_view node, int which) {
    std::size_t at = table.find("\n  " + std::string(node) + " ");
    if (at == std::string::npos) return -1;
    at += node.size() + 3;
    for (int i = 1; i < which; ++i) at = table.find("MiB", at) + 3;
    return std::stod(table.substr(at));
}

} // namespace

TEST_CASE("memory tells what a node needed, though it has freed it again") {
    sample::reset();
    sample::on_model = use_memory;
    std::ostringstream out;
    leat::hooks::memory hook(out);
    auto app = leat::session<forecast>(hook);
    std::size_t const before = leat::detail::read_resident_memory().value().now;
    CHECK(app.run("x"_n = 1)["score"_n] == 22);
    std::string const table = out.str();
    CAPTURE(table);
    if (!leat::detail::reset_peak_memory()) {
        WARN("this system does not let the peak be reset");
        return;
    }
    CHECK(table.starts_with(
        "forecast: resident memory of the process, its peak while each node ran\n"));
    CHECK(table.ends_with("\n  Allocators keep what is freed, so a node may begin with what others "
                          "left.\n"));
    CHECK(column(table, "modèle", 2) >= 199); // pages of others may have gone meanwhile
    CHECK(column(table, "load", 2) < 20);
    CHECK(column(table, "score", 2) < 20);
    CHECK(column(table, "modèle", 1) >= column(table, "modèle", 2));
    CHECK(table.find("modèle") < table.find("load")); // the largest first
    REQUIRE(hook.peak_of("modèle"));
    CHECK(*hook.peak_of("modèle") >= before + 199 * mebibyte);
    CHECK(!hook.peak_of("nobody"));
}

TEST_CASE("memory without a reset says what it is") {
    sample::reset();
    std::ostringstream out;
    leat::session<forecast>(leat::hooks::memory(out, {.reset = false})).run("x"_n = 1);
    CHECK(out.str().starts_with("forecast: resident memory of the process, the larger of before "
                                "and after each node\n"));
    CHECK(column(out.str(), "modèle", 1) > 0);
}

TEST_CASE("memory has a table of what ran before a failure, or none") {
    sample::reset();
    sample::on_model = [](auto&) { throw std::runtime_error("no data"); };
    std::ostringstream out;
    leat::hooks::memory hook(out);
    auto app = leat::session<forecast>(hook);
    CHECK_THROWS_AS(app.run("x"_n = 1), leat::node_error);
    CHECK(column(out.str(), "load", 1) > 0);
    CHECK(column(out.str(), "modèle", 1) > 0);
    CHECK(column(out.str(), "score", 1) < 0);
    out.str("");
    app.run("x"_n = 1, "load"_n = 1, "modèle"_n = 1, "score"_n = 1);
    CHECK(out.str() == "forecast: no node ran, so no memory was measured\n");
}

TEST_CASE("a node that is skipped has no memory") {
    sample::reset();
    std::ostringstream out;
    leat::hooks::memory hook(out);
    leat::session<forecast>(hook, sample::skips_model{}).run("x"_n = 1);
    CHECK(hook.peak_of("load"));
    CHECK(!hook.peak_of("modèle"));
    CHECK(!hook.peak_of("score"));
}
