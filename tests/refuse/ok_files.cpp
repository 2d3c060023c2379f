// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// Files that come from outside, that are not kept, or whose name is all that matters.
#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <filesystem>
#include <string>

constexpr auto p = leat::pipeline(
    "p", leat::input<leat::file>("csv"),
    leat::node(
        "rows", [](std::filesystem::path const& csv) { return csv.string().size(); }, "csv") |
        leat::cached | leat::version(1),
    leat::node(
        "report", [](std::size_t rows) { return leat::file(std::to_string(rows)); }, "rows"),
    leat::node(
        "name", [](leat::file const& report) { return report.path().string(); }, "report") |
        leat::cached | leat::version(1) | leat::not_in_key("report"));

void use() {
    auto some = leat::session<p>(leat::cache(leat::memory_store{}));
    auto most = leat::session<p>(leat::cache(leat::memory_store{}, leat::all));
}
