// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/map_call.hpp>

#include <leat/leat.hpp>

#include <catch.hpp>

#include <forward_list>
#include <map>
#include <memory>
#include <ranges>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

using namespace leat::literals;
using leat::detail::call_fault;
using leat::detail::passing;

namespace {

template <class Function, bool... Each>
struct mapped {
    template <class... Inputs>
    using with = typename leat::detail::mapper<Function, Each...>::template call<Inputs...>;
};

using numbers = std::vector<int>;
// begin() of a filter remembers what it found, so it is not const.
using filtered = std::ranges::filter_view<std::views::all_t<numbers const&>, bool (*)(int)>;

constexpr auto by_element = leat::pipeline(
    "p", leat::input<numbers>("a"), leat::input<numbers>("b"),
    leat::map(
        "m", [](auto const&, auto const&) { return 1; }, leat::each("a"), leat::each("b")) |
        leat::version(1));
constexpr auto whole =
    leat::pipeline("p", leat::input<numbers>("a"), leat::input<numbers>("b"),
                   leat::map(
                       "m", [](auto const&, auto const&) { return 1; }, leat::each("a"), "b") |
                       leat::version(1));
constexpr auto node =
    leat::pipeline("p", leat::input<numbers>("a"), leat::input<numbers>("b"),
                   leat::node(
                       "m", [](numbers const&, numbers const&) { return numbers{}; }, "a", "b") |
                       leat::version(1));

} // namespace

TEST_CASE("a map makes a vector of what its function returns") {
    using doubled = mapped<double (*)(int), true>::with<numbers>;
    STATIC_REQUIRE(std::is_same_v<doubled::result, std::vector<double>>);
    STATIC_REQUIRE(doubled::verdict.fault == call_fault::none);
    STATIC_REQUIRE(std::is_void_v<mapped<void (*)(int), true>::with<numbers>::result>);
    using named = mapped<std::string const& (*)(std::pair<int const, std::string> const&), true>;
    STATIC_REQUIRE(
        std::is_same_v<named::with<std::map<int, std::string>>::result, std::vector<std::string>>);
}

TEST_CASE("a range is shared where it can be gone through as const, else taken over") {
    using call = mapped<int (*)(int, int, int), true, true, false>::with<numbers, filtered, int>;
    STATIC_REQUIRE(call::verdict.fault == call_fault::none);
    STATIC_REQUIRE(call::passings[0] == passing::shared);
    STATIC_REQUIRE(call::passings[1] == passing::rvalue);
    STATIC_REQUIRE(call::passings[2] == passing::shared);
    STATIC_REQUIRE(call::has_context);
}

TEST_CASE("what is wrong with a call for an element is found") {
    using owner = std::unique_ptr<int>;
    STATIC_REQUIRE(mapped<int (*)(int), true>::with<int>::verdict.fault == call_fault::no_range);
    constexpr auto second = mapped<int (*)(int, int), true, true>::with<numbers, int>::verdict;
    STATIC_REQUIRE(second.fault == call_fault::no_range);
    STATIC_REQUIRE(second.argument == 1);
    STATIC_REQUIRE(mapped<int (*)(int, int), true>::with<numbers>::verdict.fault ==
                   call_fault::number_of_inputs);
    STATIC_REQUIRE(mapped<int (*)(std::string), true>::with<numbers>::verdict.fault ==
                   call_fault::type_of_input);
    STATIC_REQUIRE(mapped<int (*)(int&), true>::with<numbers>::verdict.fault ==
                   call_fault::alters_input);
    STATIC_REQUIRE(mapped<int (*)(owner), true>::with<std::array<owner, 2>>::verdict.fault ==
                   call_fault::cannot_copy);
    STATIC_REQUIRE(
        mapped<int (*)(int, owner), true, false>::with<numbers, owner>::verdict.argument == 1);
    STATIC_REQUIRE(mapped<int (*)(owner const&), true>::with<std::array<owner, 2>>::verdict.fault ==
                   call_fault::none);
}

TEST_CASE("which inputs a map takes by element is part of its key, as the types do not tell") {
    STATIC_REQUIRE(leat::key<by_element, "m"> != leat::key<whole, "m">);
    STATIC_REQUIRE(leat::key<whole, "m"> != leat::key<node, "m">);
}
