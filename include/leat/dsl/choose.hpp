// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/node.hpp>
#include <leat/support/row.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat {
namespace detail {

// Deliberately not constexpr: calling one in a declaration stops the compiler with its name.
inline void leat_a_choose_has_two_branches_for_one_value() {}
inline void leat_otherwise_is_the_last_branch_of_a_choose() {}

/// The key of the branch that is taken when there is none for the value.
struct any_other {
    constexpr bool operator==(any_other const&) const = default;
};

/// One branch: for which value, and which function. What that takes are edges of the graph.
template <class Key, class Function, std::size_t Inputs>
struct chooser_part {
    using key_type = Key;
    using function_type = Function;
    static constexpr std::size_t input_count = Inputs;

    Key key;
    [[no_unique_address]] Function function;
};

/// The same as it is declared, with the names of what the function takes.
template <class Key, class Function, std::size_t Inputs>
struct branch {
    using is_branch = void;
    using part = chooser_part<Key, Function, Inputs>;

    Key key;
    [[no_unique_address]] Function function;
    std::array<name, Inputs> inputs;
    bool sourced = false;
    digest source{};
};

template <class Chooser, class... Inputs>
struct choose_call; // graph/choose_call.hpp
template <class Operands>
struct choose_run; // run/choose_run.hpp

template <class T>
constexpr void feed_branch(digest_builder& to, T const& key) {
    if constexpr (std::is_same_v<T, std::string_view>)
        to.text("text").text(key);
    else if constexpr (std::is_same_v<T, any_other>)
        to.text("other");
    else
        to.text("number").number(static_cast<std::uint64_t>(key));
}

/// The operation that calls one of several functions, by the value of its first input.
template <class... Part>
struct chooser {
    row<Part...> parts;

    /// For each input the branch that takes it, from 1; the value that it chooses by is of all.
    static constexpr auto branches = [] {
        std::array<std::uint8_t, 1 + (Part::input_count + ... + 0)> of{};
        std::size_t at = 1;
        std::uint8_t branch = 0;
        for (std::size_t count : {Part::input_count...}) {
            ++branch;
            for (std::size_t i = 0; i < count; ++i) of[at++] = branch;
        }
        return of;
    }();

    template <class... Inputs>
    struct call : choose_call<chooser, Inputs...> {};

    template <class Operands>
    [[gnu::always_inline]] static auto run(Operands const& operands) {
        return choose_run<Operands>::run(operands);
    }

    /// What of it is part of a static key.
    constexpr void feed_key(digest_builder& to) const {
        to.text("choose");
        for_each(parts, [&](auto const& part) {
            feed_branch(to, part.key);
            to.number(part.input_count);
        });
    }
};

template <class T>
concept branch_like = requires { typename T::is_branch; };

template <class One, class Other>
constexpr bool same_key(One const& one, Other const& other) {
    if constexpr (std::is_same_v<One, Other>)
        return one == other;
    else
        return false;
}

template <class... Branch>
consteval void check_branches(Branch const&... branches) {
    std::size_t i = 0;
    [[maybe_unused]] auto const against_those_before = [&](auto const& one) {
        std::size_t j = 0;
        ((j++ < i && same_key(branches.key, one.key)
              ? leat_a_choose_has_two_branches_for_one_value()
              : void()),
         ...);
        if (std::is_same_v<std::remove_cvref_t<decltype(one.key)>, any_other> &&
            i + 1 != sizeof...(Branch))
            leat_otherwise_is_the_last_branch_of_a_choose();
        ++i;
    };
    (against_those_before(branches), ...);
}

template <std::size_t Count>
consteval std::array<name, Count> filled(name with) {
    return [&]<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<name, Count>{(static_cast<void>(I), with)...};
    }(std::make_index_sequence<Count>{});
}

template <class Key, class Function, class... Inputs>
consteval auto make_branch(Key key, Function function, Inputs const&... inputs)
    -> branch<Key, Function, sizeof...(Inputs)> {
    require_stateless<Function>();
    return {key, function, {name(inputs)...}};
}
template <class Key, class Function, class... Inputs>
consteval auto make_branch(Key key, sourced<Function> function, Inputs const&... inputs)
    -> branch<Key, Function, sizeof...(Inputs)> {
    require_stateless<Function>();
    return {key, function.function, {name(inputs)...}, true, function.source};
}

} // namespace detail

/// A branch of a `choose`, for a text: `when("linear", fit_linear, "train")`.
template <std::size_t Size, class Function, class... Inputs>
consteval auto when(char const (&key)[Size], Function function, Inputs const&... inputs) {
    return detail::make_branch(std::string_view(key, Size - 1), function, inputs...);
}
/// A branch for a number, a bool or an enumerator: `when(method::tree, fit_tree, "train")`.
template <class Key, class Function, class... Inputs>
    requires(std::integral<Key> || std::is_enum_v<Key>)
consteval auto when(Key key, Function function, Inputs const&... inputs) {
    return detail::make_branch(key, function, inputs...);
}
/// The branch for all other values, the last of a `choose`. Without it they are an error.
template <class Function, class... Inputs>
consteval auto otherwise(Function function, Inputs const&... inputs) {
    return detail::make_branch(detail::any_other{}, function, inputs...);
}

/// Declares a node that calls one of several functions:
/// `choose("model", "kind", when("linear", fit_linear, "train"), when("tree", fit_tree, "train"))`
/// calls the one whose key equals the value `kind`, and no other. The result is what all of them
/// return, their common type, or a `std::variant` of what they return. A value for which there is
/// no branch is an error that lists those there are.
///
/// What the branches take are values like others, made before, whichever branch is taken; of those
/// taken by value only the branch that is called takes its own over. All of them count in the
/// node's key. Options follow after `|` as for a node.
template <detail::branch_like... Branch>
    requires(sizeof...(Branch) > 0)
consteval auto choose(name n, name by, Branch const&... branches) {
    detail::check_branches(branches...);
    using function = detail::chooser<typename Branch::part...>;
    constexpr std::size_t count = function::branches.size();
    std::array<name, count> inputs = detail::filled<count>(by);
    std::size_t at = 1;
    bool sourced = true;
    digest_builder source;
    [[maybe_unused]] auto const add = [&](auto const& branch) {
        for (name const& input : branch.inputs) inputs[at++] = input;
        sourced &= branch.sourced;
        source.add(branch.source);
    };
    (add(branches), ...);
    node_declaration<function, 1, count> made{
        {detail::kind::node, {n}, inputs, {}},
        {{{typename Branch::part{branches.key, branches.function}}...}}};
    made.options.be(shape::operates);
    made.options.branches = function::branches.data();
    return sourced ? detail::with_source(made, source.finish()) : made;
}

} // namespace leat
