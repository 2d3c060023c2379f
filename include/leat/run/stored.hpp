// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/catalog.hpp>
#include <leat/catalog/reloaded.hpp>
#include <leat/run/check_run.hpp>
#include <leat/run/layout.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <type_traits>
#include <utility>

namespace leat {
namespace detail {

/// The catalog of a session without one.
struct no_catalog {
    static constexpr std::array<std::string_view, 0> names{};
};

template <class Catalog>
concept some_catalog = !std::same_as<Catalog, no_catalog>;

template <class Catalog>
struct names_stored_by {
    using type = stored_names<>;
};
template <fixed_string... Names, class... D>
struct names_stored_by<basic_catalog<catalog_entry<Names, D>...>> {
    using type = stored_names<Names...>;
};

/// Whether the catalog has a dataset for value `V`.
template <auto const& P, class Catalog, std::size_t V>
inline constexpr bool stores = [] {
    for (std::string_view name : Catalog::names)
        if (name == solved<P>.name(V)) return true;
    return false;
}();

/// The dataset of value `V`.
template <auto const& P, std::size_t V, class Catalog>
auto& dataset_of(Catalog const& catalog) {
    return catalog[name_constant<value_name<P, V>>{}];
}

} // namespace detail

/// A value that the catalog stores, as the result of a run hands it out. It is in memory only after
/// `load()`. It keeps the catalog's own datasets alive; datasets that the catalog borrows must
/// outlive it.
template <class T, class Catalog, fixed_string Name>
class stored_value {
public:
    explicit stored_value(Catalog catalog) : catalog_(std::move(catalog)) {}

    /// The current value in the dataset. Throws: what the dataset throws. Calls no hook.
    T load() const { return detail::load_from<T>(catalog_[name_constant<Name>{}]); }

    /// Whether the dataset holds a value.
    bool exists() const { return catalog_[name_constant<Name>{}].exists(); }

    /// The place where the value is stored, for people.
    std::string describe() const { return catalog_[name_constant<Name>{}].describe(); }

private:
    Catalog catalog_;
};

} // namespace leat
