// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// What owns what it refers to, refers to nothing, or says that this outlives the run.
#include <leat/leat.hpp>

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <ranges>
#include <span>
#include <string>
#include <string_view>
#include <vector>

using namespace leat::literals;

constexpr int table[] = {1, 2, 3};

constexpr auto p = leat::pipeline(
    "p", leat::input<std::string_view>("text"), leat::input<std::vector<int>>("marks"),
    leat::node(
        "word", [](std::string_view text) { return text.substr(1); }, "text") |
        leat::borrows(),
    leat::node("table", [] { return std::span(table); }) | leat::borrows(),
    leat::node("numbers", [] { return std::views::iota(0, 10); }),
    leat::node("even",
               [] {
                   return std::views::iota(0, 10) |
                          std::views::filter([](int i) { return i % 2 == 0; });
               }),
    leat::node(
        "owned", [](std::vector<int> marks) { return std::ranges::owning_view(std::move(marks)); },
        "marks"),
    leat::node(
        "pointer", [](std::vector<int> const& marks) { return marks.data(); }, "marks"),
    leat::node(
        "handle", [](std::string_view text) { return std::make_shared<std::string>(text); },
        "text"),
    leat::node(
        "counts",
        [](std::string_view text) {
            return std::map<std::string, std::optional<int>>{{std::string(text), 1}};
        },
        "text"),
    leat::node("function", [] { return std::function<int()>(); }),
    leat::node("folder", [] { return std::filesystem::directory_iterator(); }));
static_assert(leat::valid<p>);
