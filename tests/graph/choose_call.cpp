// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/graph/choose_call.hpp>

#include <memory>
#include <string>
#include <type_traits>
#include <variant>

#include "catch.hpp"

namespace {

using namespace leat::detail;

template <class Key, class R, class... A>
using part = chooser_part<Key, R (*)(A...), sizeof...(A)>;
template <class... Parts>
struct choosing {
    template <class... Inputs>
    using with = typename chooser<Parts...>::template call<Inputs...>;
};

} // namespace

TEST_CASE("the result of a choose is one type, the common type, or a variant") {
    using same = choosing<part<int, std::string>, part<int, std::string>>::with<int>;
    STATIC_REQUIRE(std::is_same_v<same::result, std::string>);
    using common = choosing<part<int, int>, part<int, double>>::with<int>;
    STATIC_REQUIRE(std::is_same_v<common::result, double>);
    using several =
        choosing<part<int, std::string>, part<int, int*>, part<int, std::string>>::with<int>;
    STATIC_REQUIRE(std::is_same_v<several::result, std::variant<std::string, int*>>);
    using sinks = choosing<part<int, void>, part<int, void>>::with<int>;
    STATIC_REQUIRE(std::is_void_v<sinks::result>);
}

TEST_CASE("each branch takes its own inputs, in its own way") {
    using call =
        choosing<part<int, int, std::string const&>, part<int, int, std::unique_ptr<int>, double>>::
            with<int, std::string, std::unique_ptr<int>, double>;
    STATIC_REQUIRE(call::verdict.fault == call_fault::none);
    STATIC_REQUIRE(call::passings[0] == passing::shared);
    STATIC_REQUIRE(call::passings[1] == passing::shared);
    STATIC_REQUIRE(call::passings[2] == passing::value);
    STATIC_REQUIRE(call::offsets[1] == 2);
}

TEST_CASE("what is wrong with a choose is known, and with which branch") {
    using number = choosing<part<int, int, int>, part<int, int, std::string>>::with<int, int, int>;
    STATIC_REQUIRE(number::verdict.fault == call_fault::branch);
    STATIC_REQUIRE(number::faulty == 1);
    STATIC_REQUIRE(guilty_branch<number>::verdict.fault == call_fault::type_of_input);
    using key = choosing<part<int, int>, part<std::string_view, int>>::with<int>;
    STATIC_REQUIRE(key::verdict.fault == call_fault::cannot_choose);
    STATIC_REQUIRE(key::not_comparable == 1);
    using sometimes = choosing<part<int, int>, part<int, void>>::with<int>;
    STATIC_REQUIRE(sometimes::verdict.fault == call_fault::returns_sometimes);
    // A bool and a number are not compared.
    STATIC_REQUIRE_FALSE(can_choose<bool, int>());
    STATIC_REQUIRE(can_choose<unsigned char, long>());
}
