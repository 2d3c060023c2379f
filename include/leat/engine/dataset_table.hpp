// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/ops.hpp>
#include <leat/hook/node_hooks.hpp>
#include <leat/run/stored.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <type_traits>

// The tables of a session's catalog: for each dataset what is done with it, and how the hooks are
// told.

namespace leat::detail {

/// How a hook is told of the dataset of value `V` at one point: by `leat::at` when it has something
/// for that, else by name.
template <class Point, class Hook, auto const& P, std::size_t V>
struct dataset_ways {
    static constexpr std::size_t maker = solved<P>.maker[V];
    static constexpr more typed = way_of<Point, Hook, at_value<P, V> const&, P, maker, V>();
    static constexpr more named =
        typed != not_told ? not_told : way_of<Point, Hook, std::string_view const&, P, maker, V>();
    static constexpr bool told = typed != not_told || named != not_told;
};

/// What a hook is told of a dataset, with the type of its value.
template <auto const& P, std::size_t V>
struct typed_dataset_event {
    dataset_event const& event;

    template <std::size_t>
    value_t<P, V> const& value() const noexcept {
        return *static_cast<value_t<P, V> const*>(event.value_);
    }
    node_info const& node() const noexcept { return event.node_; }
    std::exception_ptr const& error() const noexcept { return event.error_; }
};

template <class Point, class Hook, auto const& P, std::size_t V>
void tell_of_dataset(void* hook, dataset_event const& event) {
    using how = dataset_ways<Point, Hook, P, V>;
    typed_dataset_event<P, V> const typed{event};
    if constexpr (how::typed != not_told)
        tell<Point, how::typed, V>(*static_cast<Hook*>(hook), at_value<P, V>{}, typed);
    else
        tell<Point, how::named, V>(*static_cast<Hook*>(hook), solved<P>.name(V), typed);
}
template <class Point, class Hook, auto const& P, std::size_t V>
consteval dataset_teller find_dataset_teller() {
    if constexpr (dataset_ways<Point, Hook, P, V>::told)
        return &tell_of_dataset<Point, Hook, P, V>;
    else
        return nullptr;
}

template <auto const& P, std::size_t V, class Hooks>
struct dataset_tellers;
template <auto const& P, std::size_t V, class... Hook>
struct dataset_tellers<P, V, hook_list<Hook...>> {
    static constexpr std::array<std::array<dataset_teller, dataset_point_count>, sizeof...(Hook)>
        all{std::array<dataset_teller, dataset_point_count>{
            find_dataset_teller<before_dataset_loaded_point, Hook, P, V>(),
            find_dataset_teller<after_dataset_loaded_point, Hook, P, V>(),
            find_dataset_teller<before_dataset_saved_point, Hook, P, V>(),
            find_dataset_teller<after_dataset_saved_point, Hook, P, V>(),
            find_dataset_teller<on_dataset_error_point, Hook, P, V>()}...};
};

template <class T, class Dataset>
void load_dataset(void* dataset, void* to) {
    ::new (to) T(load_from<T>(*static_cast<Dataset*>(dataset)));
}
template <class T, class Dataset>
void save_dataset(void* dataset, void const* value) {
    static_cast<Dataset*>(dataset)->save(*static_cast<T const*>(value));
}
template <class Dataset>
bool dataset_exists(void* dataset) {
    return static_cast<Dataset*>(dataset)->exists();
}
template <class Dataset>
std::string describe_dataset(void* dataset) {
    return static_cast<Dataset*>(dataset)->describe();
}

template <auto const& P, std::size_t V, class Dataset, class Hooks>
consteval dataset_ops make_dataset_ops() {
    using type = value_t<P, V>;
    dataset_ops made;
    made.value = V;
    made.reloads = [] {
        if constexpr (loads_again<Dataset>)
            return true;
        else
            return false;
    }();
    made.load = &load_dataset<type, Dataset>;
    made.save = &save_dataset<type, Dataset>;
    made.exists = &dataset_exists<Dataset>;
    made.describe = &describe_dataset<Dataset>;
    made.tellers = dataset_tellers<P, V, Hooks>::all;
    return made;
}

/// The datasets of a catalog: their table, and where they are.
template <auto const& P, class Catalog, class Hooks>
struct dataset_table {
    explicit dataset_table(Catalog const&) noexcept {}
    session_datasets view() const noexcept { return {}; }
};

template <auto const& P, fixed_string... Names, class... D, class Hooks>
struct dataset_table<P, basic_catalog<catalog_entry<Names, D>...>, Hooks> {
    static constexpr std::array<dataset_ops, sizeof...(Names)> ops{
        make_dataset_ops<P, find_value<P>(Names.view()), std::remove_reference_t<D>, Hooks>()...};
    std::array<void*, sizeof...(Names)> at;

    explicit dataset_table(basic_catalog<catalog_entry<Names, D>...> const& catalog) noexcept
        : at{address_of(catalog[name_constant<Names>{}])...} {}
    session_datasets view() const noexcept { return {ops, at}; }

private:
    template <class Dataset>
    static void* address_of(Dataset& dataset) noexcept {
        return const_cast<std::remove_const_t<Dataset>*>(std::addressof(dataset));
    }
};

} // namespace leat::detail
