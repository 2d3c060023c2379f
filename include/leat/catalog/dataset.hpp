// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <concepts>
#include <string>
#include <type_traits>
#include <utility>

namespace leat {
namespace detail {

template <class D, class T>
concept loads_plainly = requires(D& dataset) {
    { dataset.load() } -> std::convertible_to<T>;
    // No number becomes another one without a word.
    requires !std::is_arithmetic_v<T> ||
                 std::same_as<T, std::remove_cvref_t<decltype(dataset.load())>>;
};

// A dataset of any type that it can write: what it loads is named by the caller.
template <class D, class T>
concept loads_as_told = requires(D& dataset) {
    { dataset.template load<T>() } -> std::convertible_to<T>;
};

/// What a dataset holds, as a `T`.
template <class T, class D>
T load_from(D& dataset) {
    if constexpr (loads_as_told<D, T>)
        return dataset.template load<T>();
    else
        return dataset.load();
}

} // namespace detail

/// A place where a `T` is kept between runs: a file, a table, a service.
///
/// `load()`, or `load<T>()` where the type must be told, returns what was saved last; `save(value)`
/// replaces it, and leaves the old one whole when it throws; `exists()` says whether there is one
/// to load; `describe()` names the place for people, as in "csv file 'data/days.csv'". Each may
/// throw; the exception reaches the caller of the run inside a `leat::dataset_error`.
template <class D, class T>
concept dataset_for = std::is_object_v<D> && requires(D& dataset, T const& value) {
    requires detail::loads_as_told<D, T> || detail::loads_plainly<D, T>;
    dataset.save(value);
    { dataset.exists() } -> std::convertible_to<bool>;
    { dataset.describe() } -> std::convertible_to<std::string>;
};

} // namespace leat
