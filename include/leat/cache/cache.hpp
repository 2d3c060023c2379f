// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/cache_view.hpp>
#include <leat/cache/folder_store.hpp>
#include <leat/cache/store.hpp>

#include <concepts>
#include <filesystem>
#include <type_traits>
#include <utility>

namespace leat {

/// Said to `leat::cache`: every node is cached that can be, unless it is declared otherwise. (A
/// function, and never called, as so common a name must not hide anything.)
struct all_nodes {};
constexpr all_nodes all() noexcept { return {}; }

/// A cache as a service of a session: the store in which it keeps what nodes return. `Store` is a
/// reference when the store was given as an lvalue.
template <class Store, bool All>
    requires cache_store<std::remove_reference_t<Store>>
class basic_cache {
public:
    using is_cache = void;
    static constexpr bool caches_all = All;

    explicit basic_cache(Store&& store) : store_(std::forward<Store>(store)) {}

    std::remove_reference_t<Store>& store() const noexcept {
        return const_cast<std::remove_reference_t<Store>&>(store_);
    }

    cache_view<std::remove_reference_t<Store>> view() const noexcept {
        return cache_view<std::remove_reference_t<Store>>(store());
    }

private:
    Store store_;
};

/// A cache for a session: `leat::session<forecast>(leat::cache(leat::memory_store{}))`. Nodes that
/// are `leat::cached` are not run when the store has what they returned for the same code and
/// inputs. A store given as an lvalue is borrowed, as an rvalue owned.
template <class Store>
    requires cache_store<std::remove_cvref_t<Store>>
auto cache(Store&& store) {
    return basic_cache<Store, false>(std::forward<Store>(store));
}
template <class Store>
    requires cache_store<std::remove_cvref_t<Store>>
auto cache(Store&& store, all_nodes (*)() noexcept) {
    return basic_cache<Store, true>(std::forward<Store>(store));
}

/// The same in a folder, which is made when there is none.
inline auto cache(std::filesystem::path folder) {
    return basic_cache<folder_store, false>(folder_store(std::move(folder)));
}
inline auto cache(std::filesystem::path folder, all_nodes (*)() noexcept) {
    return basic_cache<folder_store, true>(folder_store(std::move(folder)));
}

} // namespace leat
