// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/solve.hpp>
#include <leat/support/fixed_string.hpp>

#include <array>
#include <cstddef>

/// What a diagnostic prints: types that are never defined, whose names and arguments say what is
/// wrong. They read from the outside in:
/// `pipeline<"forecast">::node<"rmse">::no_value_named<"modle">:: did_you_mean<"model">`.
namespace leat::mistake {

/// The other nodes that have the same mistake; what is said besides is of the first.
template <fixed_string... Nodes>
struct also_at;

template <class Type>
struct no_pipeline;

template <fixed_string Pipeline>
struct pipeline {
    template <fixed_string Value>
    struct two_values_named;
    template <fixed_string Value>
    struct name_longer_than_63_characters;
    template <fixed_string... Values>
    struct cycle;
    template <fixed_string Name>
    struct no_value_named {
        template <fixed_string Near>
        struct did_you_mean;
        struct and_none_is_near;
    };
    struct keeps {
        template <fixed_string Name>
        struct no_value_named {
            template <fixed_string Near>
            struct did_you_mean;
            struct and_none_is_near;
        };
    };

    template <fixed_string Node, class... AlsoAt>
    struct node {
        template <fixed_string Name>
        struct no_value_named {
            template <fixed_string Near>
            struct did_you_mean;
            struct and_none_is_near;
        };

        template <std::size_t Wanted>
        struct takes_inputs {
            template <std::size_t Given>
            struct but_is_given;
        };
        template <std::size_t Wanted>
        struct names_outputs {
            template <std::size_t Given>
            struct but_returns;
        };
        template <class Result>
        struct returns_no_parts;
        template <class Result>
        struct returns_references;
        template <class Result>
        struct returns_immovable;
        template <class Result>
        struct returns_borrowed;
        template <class... Given>
        struct cannot_be_called_with;

        /// With the name of the value that flows in, where it is one.
        template <std::size_t Number, fixed_string... Input>
        struct argument {
            template <class Wanted>
            struct wanted {
                template <class Given>
                struct given;
            };
            template <class Parameter>
            struct would_alter;
            template <class Type>
            struct cannot_be_copied;
        };
        template <fixed_string Input>
        struct input {
            template <class Type>
            struct cannot_be_copied;
            template <class Type>
            struct is_no_range;
            template <class Type>
            struct can_be_gone_through_once;
            template <class Given>
            struct gives {
                template <class Parameter>
                struct which_loses_a_part_as;
            };
        };
        template <std::size_t Number>
        struct branch {
            template <class Type>
            struct returns {
                template <class Result>
                struct which_the_node_returns_as;
            };
            template <class Key>
            struct is_for {
                template <class Value>
                struct but_chooses_by;
            };
        };
        struct some_branches_return_nothing;
        template <class State>
        struct cannot_go_on_with;
        struct has_no_until;
        struct retry {
            template <class Predicate>
            struct takes_no_exception;
        };
        struct check {
            template <class Predicate>
            struct cannot_look_at {
                template <class Result>
                struct which_the_node_returns;
            };
        };
        struct until {
            template <class Predicate>
            struct cannot_look_at {
                template <class State>
                struct which_the_node_returns;
            };
        };
        struct fallback {
            template <class Given>
            struct loses_a_part_of {
                template <class Result>
                struct which_the_node_returns;
            };
            template <class Given>
            struct does_not_give {
                template <class Result>
                struct which_the_node_returns;
            };
        };
    };

    struct hook {
        template <fixed_string Name>
        struct no_value_named {
            template <fixed_string Near>
            struct did_you_mean;
            struct and_none_is_near;
        };
    };

    struct run {
        template <fixed_string Input>
        struct input_not_bound {
            template <class Type>
            struct of_type;
        };
        template <fixed_string Input>
        struct value_outside_the_slice {
            template <fixed_string Node>
            struct needed_by;
        };
        template <fixed_string Name>
        struct no_value_named {
            template <fixed_string Near>
            struct did_you_mean;
            struct and_none_is_near;
        };
        template <fixed_string Name>
        struct bound_twice;
        template <fixed_string Name>
        struct asked_twice;
        template <fixed_string Name>
        struct returns_nothing;
        template <fixed_string Name>
        struct bound {
            template <class Wanted>
            struct wanted {
                template <class Given>
                struct given;
            };
        };
        template <fixed_string Name>
        struct not_kept;
        template <fixed_string Name>
        struct cannot_hand_over {
            template <class Type>
            struct of_type;
        };
        template <fixed_string Name>
        struct stored_by_the_catalog;
        template <fixed_string Name>
        struct not_stored;
        template <class Argument>
        struct takes_no;
        struct empty_slice;
    };
};

} // namespace leat::mistake

namespace leat::detail {

/// False, and dependent on the mistake, which the compiler then prints.
template <class Mistake>
inline constexpr bool refused_because = false;

/// The text of a name as a template argument.
template <std::size_t Size>
consteval fixed_string<Size + 1> as_argument(std::string_view text) {
    return fixed_string<Size + 1>(text.data());
}

template <auto const& P>
inline constexpr auto pipeline_name = as_argument<P.name.size>(P.name.view());

template <auto const& P, std::size_t Value>
inline constexpr auto value_name =
    as_argument<solved<P>.value_names[Value].size>(solved<P>.name(Value));

template <auto const& P, std::size_t Edge>
inline constexpr auto edge_name =
    as_argument<solved<P>.edge_names[Edge].size>(solved<P>.view(solved<P>.edge_names[Edge]));

/// A declaration's name: its value's, or all of its values' with commas.
template <counts C>
constexpr std::size_t item_name_size(solution<C> const& g, std::size_t item) {
    std::size_t size = 2 * (g.items[item].value_count - 1);
    for (std::size_t i = 0; i < g.items[item].value_count; ++i)
        size += g.value_names[g.items[item].first_value + i].size;
    return size;
}

template <auto const& P, std::size_t Item>
inline constexpr auto item_name = [] {
    constexpr auto const& g = solved<P>;
    std::array<char, item_name_size(g, Item) + 1> text{};
    std::size_t at = 0;
    for (std::size_t i = 0; i < g.items[Item].value_count; ++i) {
        if (i > 0) {
            text[at++] = ',';
            text[at++] = ' ';
        }
        for (char c : g.name(g.items[Item].first_value + i)) text[at++] = c;
    }
    return fixed_string<text.size()>(text.data());
}();

// no_value_named<"modle">, with the nearest name where there is one.
template <auto const& P, class NoValueNamed, std::size_t Near>
consteval auto suggest() {
    if constexpr (Near == npos)
        return std::type_identity<typename NoValueNamed::and_none_is_near>{};
    else
        return std::type_identity<
            typename NoValueNamed::template did_you_mean<value_name<P, Near>>>{};
}

template <auto const& P, class NoValueNamed, std::size_t Near>
using suggested = typename decltype(suggest<P, NoValueNamed, Near>())::type;

} // namespace leat::detail
