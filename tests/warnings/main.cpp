// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache.hpp>
#include <leat/catalog.hpp>
#include <leat/cli.hpp>
#include <leat/hooks.hpp>
#include <leat/leat.hpp>
#include <leat/parallel.hpp>
#include <leat/repo.hpp>
#include <leat/view.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

using namespace leat::literals;

// A program of a user, with all of leat in it, which is compiled at -O3 with all warnings as
// errors: leat::main makes a session with a cache, a repo, several threads and a progress bar.
constexpr auto words = leat::pipeline(
    "words", leat::input<std::vector<std::string>>("texts"), leat::param("least", 1),
    leat::map(
        "lengths", [](std::string const& text) { return text.size(); }, leat::each("texts")) |
        leat::cached | leat::version(1),
    leat::node(
        "long",
        [](std::vector<std::size_t> const& lengths, int least) {
            std::size_t count = 0;
            for (std::size_t length : lengths) count += length >= static_cast<std::size_t>(least);
            return count;
        },
        "lengths", "least") |
        leat::version(1) | leat::retry(2),
    leat::node(
        "share",
        [](std::size_t count, std::vector<std::size_t> const& lengths, leat::context& here) {
            here.log("counted");
            return static_cast<double>(count) / static_cast<double>(lengths.size());
        },
        "long", "lengths") |
        leat::version(1));

int main(int argc, char** argv) {
    leat::session<words>(leat::catalog("share"_n = leat::dataset::text("share.txt")),
                         leat::hooks::log([](std::string_view) {}), leat::hooks::timing(),
                         leat::hooks::events("events.jsonl"), leat::hooks::trace("trace.json"),
                         leat::hooks::memory())
        .run("texts"_n = std::vector<std::string>{"a", "bc"});
    return leat::main<words>(argc, argv);
}
