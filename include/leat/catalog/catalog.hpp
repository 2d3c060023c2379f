// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/dataset.hpp>
#include <leat/dsl/name.hpp>
#include <leat/support/fixed_string.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat::mistake {

struct catalog {
    template <fixed_string Name>
    struct stores_twice;
    template <class Argument>
    struct takes_no;
};

} // namespace leat::mistake

namespace leat {
namespace detail {

template <class Mistake>
inline constexpr bool catalog_refused_because = false;

/// One dataset under its name; `D` is a reference when the dataset was given as an lvalue.
template <fixed_string Name, class D>
struct catalog_entry {
    D dataset;
};

template <class... Entry>
struct catalog_entries : Entry... {};

template <class Argument>
inline constexpr bool is_catalog_binding = false;
template <fixed_string Name, class D>
inline constexpr bool is_catalog_binding<binding<Name, D>> = true;

/// The index of the first name that has been there before, or the number of names.
template <std::size_t Count>
consteval std::size_t first_twice(std::array<std::string_view, Count> const& names) {
    for (std::size_t i = 0; i < Count; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (names[i] == names[j]) return i;
    return Count;
}

} // namespace detail

/// Datasets under the names of values, as `leat::catalog` makes it: a handle to them, cheap to
/// copy.
template <class... Entry>
class basic_catalog;

template <fixed_string... Names, class... D>
class basic_catalog<detail::catalog_entry<Names, D>...> {
public:
    static constexpr std::array<std::string_view, sizeof...(Names)> names{Names.view()...};

    explicit basic_catalog(binding<Names, D>&&... datasets)
        : entries_(new all{detail::catalog_entry<Names, D>{static_cast<D&&>(datasets.value)}...}) {}

    /// The dataset of that name, which the catalog must have.
    template <fixed_string Name>
        requires((Name.view() == Names.view()) || ...)
    auto& operator[](name_constant<Name>) const {
        return find<Name>(*entries_);
    }

    /// Calls `visit(name, dataset)` for each, in the order given.
    template <class Visit>
    void for_each(Visit&& visit) const {
        (visit(Names.view(), find<Names>(*entries_)), ...);
    }

private:
    using all = detail::catalog_entries<detail::catalog_entry<Names, D>...>;

    template <fixed_string Name, class Dataset>
    static auto& find(detail::catalog_entry<Name, Dataset>& entry) {
        return entry.dataset;
    }

    std::shared_ptr<all> entries_;
};

/// The datasets of a session: `leat::catalog("model"_n = leat::dataset::archive("model.bin"))`.
/// Values of these names are saved by the nodes that make them, and loaded where no node of a run
/// does. A dataset given as an lvalue is borrowed, and must outlive the session and its results;
/// one given as an rvalue is owned. A name that is given twice does not compile. One allocation.
template <fixed_string... Names, class... D>
auto catalog(binding<Names, D>... datasets) {
    constexpr std::array<std::string_view, sizeof...(Names)> all{Names.view()...};
    constexpr std::size_t twice = detail::first_twice(all);
    if constexpr (twice < sizeof...(Names)) {
        constexpr fixed_string<all[twice].size() + 1> culprit(all[twice].data());
        static_assert(detail::catalog_refused_because<
                          typename mistake::catalog::template stores_twice<culprit>>,
                      "leat: a catalog has two datasets for one value. Leave one of them out.");
        return basic_catalog<>{};
    } else {
        return basic_catalog<detail::catalog_entry<Names, D>...>(std::move(datasets)...);
    }
}

template <class... Arguments>
    requires((!detail::is_catalog_binding<std::remove_cvref_t<Arguments>> || ...))
auto catalog(Arguments&&...) {
    static_assert(
        (detail::catalog_refused_because<
             typename mistake::catalog::template takes_no<std::remove_cvref_t<Arguments>>> &&
         ...),
        "leat: a catalog takes datasets that are bound to names: "
        "leat::catalog(\"model\"_n = leat::dataset::archive(\"model.bin\")).");
    return basic_catalog<>{};
}

} // namespace leat
