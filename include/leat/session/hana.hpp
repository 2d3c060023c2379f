// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/dynamic_result.hpp>
#include <leat/run/result.hpp>

#include <boost/hana/config.hpp>
#include <boost/hana/ext/std/integral_constant.hpp>
#include <boost/hana/fwd/any_of.hpp>
#include <boost/hana/fwd/at_key.hpp>
#include <boost/hana/fwd/core/tag_of.hpp>
#include <boost/hana/fwd/find_if.hpp>
#include <boost/hana/fwd/keys.hpp>
#include <boost/hana/fwd/optional.hpp>
#include <boost/hana/fwd/pair.hpp>
#include <boost/hana/fwd/unpack.hpp>

#include <type_traits>
#include <utility>

// A result as a Boost.Hana Searchable and Foldable, keyed by name: hana::at_key(result, "rmse"_n),
// hana::for_each(result, ...) over pairs (name, reference to the value), hana::keys(result). Only
// declarations of Hana are included here. To use an algorithm, include its header.

namespace leat {

/// Hana's tag of a result.
struct result_tag {};

template <fixed_string A, fixed_string B>
constexpr auto operator==(name_constant<A>, name_constant<B>) noexcept {
    return std::bool_constant<A.view() == B.view()>{};
}
template <fixed_string A, fixed_string B>
constexpr auto operator!=(name_constant<A>, name_constant<B>) noexcept {
    return std::bool_constant<A.view() != B.view()>{};
}

} // namespace leat

namespace boost::hana {

template <class Layout, class Kept, class Record>
struct tag_of<leat::result<Layout, Kept, Record>> {
    using type = leat::result_tag;
};

template <class Layout, class Catalog, std::size_t... V>
struct tag_of<leat::dynamic_result<Layout, Catalog, std::index_sequence<V...>>> {
    using type = leat::result_tag;
};

template <>
struct at_key_impl<leat::result_tag> {
    template <class Result, class Key>
    static constexpr decltype(auto) apply(Result&& result, Key const& key) {
        return static_cast<Result&&>(result)[key];
    }
};

template <>
struct keys_impl<leat::result_tag> {
    template <class Result>
    static constexpr auto apply(Result const&) {
        return hana::unpack(typename Result::names_type{}, hana::make_tuple);
    }
};

template <>
struct unpack_impl<leat::result_tag> {
    template <class Result, class Function>
    static constexpr decltype(auto) apply(Result&& result, Function&& function) {
        return hana::unpack(
            typename std::remove_cvref_t<Result>::names_type{},
            [&](auto... names) -> decltype(auto) {
                return static_cast<Function&&>(function)(
                    hana::pair<decltype(names), decltype(static_cast<Result&&>(result)[names])>{
                        names, static_cast<Result&&>(result)[names]}...);
            });
    }
};

template <>
struct any_of_impl<leat::result_tag> {
    template <class Result, class Predicate>
    static constexpr auto apply(Result const&, Predicate const& predicate) {
        return hana::any_of(hana::unpack(typename Result::names_type{}, hana::make_tuple),
                            predicate);
    }
};

template <>
struct find_if_impl<leat::result_tag> {
    template <class Result, class Predicate>
    static constexpr auto apply(Result&& result, Predicate const& predicate) {
        return hana::transform(
            hana::find_if(
                hana::unpack(typename std::remove_cvref_t<Result>::names_type{}, hana::make_tuple),
                predicate),
            [&](auto name) { return static_cast<Result&&>(result)[name]; });
    }
};

} // namespace boost::hana
