// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/declaration.hpp>

namespace leat {
namespace detail {

/// A declaration with something around the call of its function: `retry`, `timeout`, `check` or
/// `fallback`. The guard that is declared first is the innermost.
template <class Declaration, class Guard>
struct guarded : Declaration {
    using inner_declaration = Declaration;
    using guard_type = Guard;

    [[no_unique_address]] Guard guard;
};

template <class T>
concept guard = requires { typename T::is_guard; };

template <class Declaration>
concept has_guard = requires { typename Declaration::inner_declaration; };

template <class Declaration>
concept declares_node = declared<Declaration> && requires { typename Declaration::function_type; };

} // namespace detail

/// `node(...) | retry(3, 100ms) | timeout(30s)`: the declaration with one more guard around the
/// call.
template <detail::declared Declaration, detail::guard Guard>
consteval auto operator|(Declaration declaration, Guard guard) {
    static_assert(detail::declares_node<Declaration>,
                  "leat: retry, timeout, check and fallback are for nodes: an input or a param has "
                  "no function to call.");
    if constexpr (!detail::declares_node<Declaration>) {
        return declaration; // so that nothing else is said
    } else {
        declaration.options.be(shape::guarded);
        if (Guard::needs_inputs_again) declaration.options.be(shape::called_again);
        return detail::guarded<Declaration, Guard>{declaration, guard};
    }
}

} // namespace leat
