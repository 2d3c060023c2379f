// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/iterate_call.hpp>

#include <memory>
#include <string>
#include <type_traits>

#include "catch.hpp"

namespace {

using namespace leat::detail;

template <class Function, class... Inputs>
using call = typename iterator_of<Function>::template call<Inputs...>;

} // namespace

TEST_CASE("the state of an iterate is what its function returns") {
    using widened = call<double (*)(double), int>;
    STATIC_REQUIRE(std::is_same_v<widened::result, double>);
    STATIC_REQUIRE(widened::verdict.fault == call_fault::none);
    STATIC_REQUIRE(widened::has_context);
    using owning = call<std::unique_ptr<int> (*)(std::unique_ptr<int>, std::string),
                        std::unique_ptr<int>, std::string>;
    STATIC_REQUIRE(owning::verdict.fault == call_fault::none);
    STATIC_REQUIRE(owning::passings[0] == passing::value);
    STATIC_REQUIRE(owning::passings[1] == passing::shared); // it is needed in each round
}

TEST_CASE("what is wrong with an iterate is known") {
    STATIC_REQUIRE(call<std::string (*)(int), int>::verdict.fault == call_fault::changes_type);
    STATIC_REQUIRE(call<void (*)(int), int>::verdict.fault == call_fault::changes_type);
    STATIC_REQUIRE(call<int (*)(int), std::string>::verdict.fault == call_fault::type_of_input);
    STATIC_REQUIRE(call<int (*)(int, int), int>::verdict.fault == call_fault::number_of_inputs);
    constexpr auto taking =
        call<int (*)(int, std::unique_ptr<int>), int, std::unique_ptr<int>>::verdict;
    STATIC_REQUIRE(taking.fault == call_fault::cannot_copy);
    STATIC_REQUIRE(taking.argument == 1);
}
