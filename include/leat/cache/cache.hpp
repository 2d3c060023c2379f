// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/cache_rules.hpp>
#include <leat/cache/cache_view.hpp>
#include <leat/cache/folder_store.hpp>
#include <leat/cache/store.hpp>

#include <filesystem>
#include <type_traits>
#include <utility>

namespace leat {

/// A cache as a service of a session: the store in which it keeps what nodes return. `Store` is a
/// reference when the store was given as an lvalue, `Rules` what the session says of its nodes.
template <class Store, class Rules>
    requires cache_store<std::remove_reference_t<Store>>
class basic_cache {
public:
    using is_cache = void;
    using rules = Rules;

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

namespace detail {

// Where the compiler has said that something is no rule, nothing else is to be said.
template <class... Said>
consteval auto rules_of() {
    static_assert(
        ((is_cache_rule<Said> || refused_because<mistake::a_cache_takes_no<Said>>)&&...),
        "leat: a cache takes a store or a folder, and then leat::all, and names of values "
        "with what to do with the nodes that make them: \"x\"_n = leat::recompute, "
        "leat::cached, leat::impure or leat::uncached.");
    if constexpr ((is_cache_rule<Said> && ...))
        return gather_rules<cache_rules<false>, Said...>();
    else
        return gather_rules<cache_rules<false>>();
}
template <class... Said>
using said_rules = typename decltype(rules_of<std::decay_t<Said>...>())::type;

} // namespace detail

/// A cache for a session: `leat::session<forecast>(leat::cache(leat::memory_store{}))`. Nodes that
/// are `leat::cached` are not run when the store has what they returned for the same code and
/// inputs. A store given as an lvalue is borrowed, as an rvalue owned.
///
/// After it may follow `leat::all`, and what this session does with a node, whatever the node is
/// declared: `leat::cache(store, leat::all, "raw"_n = leat::uncached)`.
template <class Store, class... Said>
    requires cache_store<std::remove_cvref_t<Store>>
auto cache(Store&& store, Said&&...) {
    return basic_cache<Store, detail::said_rules<Said...>>(std::forward<Store>(store));
}

/// The same in a folder, which is made when there is none.
template <class... Said>
auto cache(std::filesystem::path folder, Said&&...) {
    return basic_cache<folder_store, detail::said_rules<Said...>>(folder_store(std::move(folder)));
}

} // namespace leat
