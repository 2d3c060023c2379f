// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hook/node_hooks.hpp>
#include <leat/hook/node_visit.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// Room for a hook's replacement of an input; nothing where no hook can replace it.
template <auto const& P, std::size_t Item, std::size_t Input, bool Replaceable>
struct replaced_value {};
template <auto const& P, std::size_t Item, std::size_t Input>
struct replaced_value<P, Item, Input, true> {
    std::optional<value_t<P, solved<P>.edges[solved<P>.items[Item].first_edge + Input]>> value;
};

template <auto const& P, std::size_t Item, std::size_t Input, class... Hook>
inline constexpr bool is_replaceable =
    (may_replace<Hook, P, Item>(
         solved<P>.name(solved<P>.edges[solved<P>.items[Item].first_edge + Input])) ||
     ...);

/// Whether a hook may replace an input of the node.
template <auto const& P, std::size_t Item, class Hooks>
inline constexpr bool may_be_replaced = false;
template <auto const& P, std::size_t Item, class... Hook>
inline constexpr bool may_be_replaced<P, Item, hook_list<Hook...>> =
    []<std::size_t... Input>(std::index_sequence<Input...>) {
        return (is_replaceable<P, Item, Input, Hook...> || ...);
    }(std::make_index_sequence<solved<P>.items[Item].edge_count>{});

template <auto const& P, std::size_t Item, class Inputs, class... Hook>
struct replaced_values;
template <auto const& P, std::size_t Item, std::size_t... Input, class... Hook>
struct replaced_values<P, Item, std::index_sequence<Input...>, Hook...>
    : replaced_value<P, Item, Input, is_replaceable<P, Item, Input, Hook...>>... {};

/// Whether this way of notification needs no type of the node.
constexpr bool is_common(more way) {
    return way != more::inputs && way != more::value && way != more::outputs;
}

/// Notifies a hook of any node.
template <class Point, class Hook, more Way, bool Answers>
void tell_common(void* hook, node_visit& visit) {
    auto const call = [&]() -> decltype(auto) {
        return tell<Point, Way, npos>(*static_cast<Hook*>(hook), visit.node(), visit);
    };
    if constexpr (Answers)
        visit.take(call());
    else
        call();
}

/// The visit with the types of its node: the visit itself, or an object made from it.
template <class Visit>
decltype(auto) as_typed(node_visit& visit) {
    if constexpr (std::is_base_of_v<node_visit, Visit>)
        return static_cast<Visit&>(visit);
    else
        return Visit(visit);
}

/// Notifies a hook of the node of `Visit`.
template <class Point, class Hook, class Visit>
void tell_typed(void* hook, node_visit& visit) {
    decltype(auto) typed = as_typed<Visit>(visit);
    tell_node<Point, Visit::pipeline, Visit::item_index>(
        *static_cast<Hook*>(hook), typed, [&](auto call) {
            if constexpr (std::is_void_v<decltype(call())> ||
                          !std::is_same_v<Point, before_node_run_point>)
                call();
            else
                typed.take(call());
        });
}

template <class Point, class Hook, class Visit>
consteval teller find_teller() {
    constexpr auto const& P = Visit::pipeline;
    constexpr std::size_t t = Visit::item_index;
    if constexpr (!is_told<Point, Hook, P, t>) {
        return nullptr;
    } else {
        constexpr more generic = node_ways<Point, Hook, P, t>::generic;
        if constexpr (generic == not_told || !is_common(generic)) {
            return &tell_typed<Point, Hook, Visit>;
        } else if constexpr (std::is_same_v<Point, before_node_run_point>) {
            using given = typename before_answer<Hook, P, t, npos>::type;
            if constexpr (std::is_void_v<given> || answer<given>::skips)
                return &tell_common<Point, Hook, generic, !std::is_void_v<given>>;
            else
                return &tell_typed<Point, Hook, Visit>;
        } else {
            return &tell_common<Point, Hook, generic, false>;
        }
    }
}

/// A hook without a point for skipped nodes gets its after_node_run, if that takes no value.
template <class Hook, class Visit>
consteval teller find_skipped_teller() {
    using after = node_ways<after_node_run_point, Hook, Visit::pipeline, Visit::item_index>;
    if constexpr (is_told<on_node_skipped_point, Hook, Visit::pipeline, Visit::item_index>)
        return find_teller<on_node_skipped_point, Hook, Visit>();
    else if constexpr (!is_told<after_node_run_point, Hook, Visit::pipeline, Visit::item_index>)
        return nullptr;
    else if constexpr (after::needs_no_value())
        return find_teller<after_node_run_point, Hook, Visit>();
    else
        return nullptr;
}

template <class Visit, class... Hook>
inline constexpr std::array<hook_calls, sizeof...(Hook)> calls_of{hook_calls{
    {find_teller<before_node_run_point, Hook, Visit>(),
     find_teller<after_node_run_point, Hook, Visit>(),
     find_teller<on_node_error_point, Hook, Visit>(), find_skipped_teller<Hook, Visit>(),
     find_teller<on_progress_point, Hook, Visit>(), find_teller<on_log_point, Hook, Visit>(),
     find_teller<on_metric_point, Hook, Visit>(), find_teller<on_retry_point, Hook, Visit>()},
    !is_told<on_node_skipped_point, Hook, Visit::pipeline, Visit::item_index>}...};

/// A visit with the types of its node. `Values` has the values of the run: `values.template
/// value<V>()`.
template <auto const& P, std::size_t Item, class Values, class Hooks>
class typed_visit;

template <auto const& P, std::size_t Item, class Values, class... Hook>
class typed_visit<P, Item, Values, hook_list<Hook...>> : public node_visit {
    using hooks = hook_list<Hook...>;
    static constexpr item it = solved<P>.items[Item];

public:
    static constexpr auto const& pipeline = P;
    static constexpr std::size_t item_index = Item;
    static constexpr std::size_t input_count = it.edge_count;
    static constexpr std::size_t first_output = it.first_value;
    static constexpr std::size_t output_count = it.value_count;

    typed_visit(hooks const& told, Values const& values, run_log& log) noexcept
        : node_visit(told.erased(), calls_of<typed_visit, Hook...>.data(), node_info_of<P, Item>,
                     log),
          values_(values) {}

    // A point that no hook has for this node leaves nothing at run time.
    bool before() {
        if constexpr (any_told<before_node_run_point, P, Item, hooks>)
            return node_visit::before();
        else
            return true;
    }
    void after(node_report const* report) {
        if constexpr (any_told<after_node_run_point, P, Item, hooks> ||
                      any_told<on_node_error_point, P, Item, hooks> ||
                      any_told<on_node_skipped_point, P, Item, hooks>)
            node_visit::after(report);
    }
    listener const* heard() {
        if constexpr (any_told<on_log_point, P, Item, hooks> ||
                      any_told<on_progress_point, P, Item, hooks> ||
                      any_told<on_metric_point, P, Item, hooks>)
            return node_visit::heard();
        else
            return keeps_metrics() ? node_visit::heard() : nullptr;
    }

    /// The known elements of a map: its `memory_of_map`, or null.
    void* elements() const noexcept { return elements_; }
    void recall(void* elements) noexcept { elements_ = elements; }

    /// The first input that is the same value. It has the room for the replacement.
    static constexpr std::size_t first_of(std::size_t input) {
        for (std::size_t i = 0; i < input; ++i)
            if (solved<P>.edges[it.first_edge + i] == solved<P>.edges[it.first_edge + input])
                return i;
        return input;
    }
    /// Whether the node takes the value more than once.
    static constexpr bool is_repeated(std::size_t input) {
        std::size_t count = 0;
        for (std::size_t i = 0; i < it.edge_count; ++i) count += first_of(i) == first_of(input);
        return count > 1;
    }

    /// Input `Input` as the node takes it: the result of `pass()`, or the replacement of a hook.
    template <std::size_t Input, passing How, class Pass>
    [[gnu::always_inline]] decltype(auto) pass(Pass&& from_run) {
        if constexpr (!is_replaceable<P, Item, Input, Hook...>) {
            return from_run();
        } else {
            using type = value_t<P, solved<P>.edges[it.first_edge + Input]>;
            auto& replaced =
                static_cast<replaced_value<P, Item, first_of(Input), true>&>(replaced_).value;
            if constexpr (How == passing::shared || How == passing::generic) {
                return replaced ? static_cast<type const&>(*replaced)
                                : static_cast<type const&>(from_run());
            } else if constexpr ((is_repeated(Input) || is_called_again<P>(Item)) &&
                                 std::is_copy_constructible_v<type>) {
                return replaced ? type(*replaced) : type(from_run());
            } else {
                return replaced ? type(std::move(*replaced)) : type(from_run());
            }
        }
    }

    // The arguments of hooks; see hook_way.hpp.
    template <std::size_t Input>
    decltype(auto) input() const {
        return value<solved<P>.edges[it.first_edge + Input]>();
    }
    template <std::size_t V>
    value_t<P, V> const& value() const {
        return values_.template value<V>();
    }

    // Takes the answer of a before_node_run.
    using node_visit::take;
    template <class Answer>
    void take(std::optional<Answer> answer) {
        if (answer) take(std::move(*answer));
    }
    template <fixed_string... Names, class... T>
    void take(replacement<replaced_input<Names, T>...> answer) {
        boost::hana::unpack(std::move(answer.inputs),
                            [&](auto&&... inputs) { (replace(inputs), ...); });
    }

private:
    template <fixed_string Name, class T>
    void replace(replaced_input<Name, T>& by) {
        [&]<std::size_t... Input>(std::index_sequence<Input...>) {
            (replace_one<Input>(by), ...);
        }(std::make_index_sequence<input_count>{});
    }
    template <std::size_t Input, fixed_string Name, class T>
    void replace_one(replaced_input<Name, T>& by) {
        constexpr std::size_t v = solved<P>.edges[it.first_edge + Input];
        if constexpr (solved<P>.name(v) == Name.view() && first_of(Input) == Input) {
            static_cast<replaced_value<P, Item, Input, true>&>(replaced_).value.emplace(
                static_cast<value_t<P, v>>(
                    fitting<value_t<P, v>>(std::move(by.value), P.name.view(), Name.view())));
            replaced_inputs_ = true;
        }
    }

    Values const& values_;
    void* elements_ = nullptr;
    [[no_unique_address]] replaced_values<P, Item, std::make_index_sequence<input_count>, Hook...>
        replaced_{};
};

} // namespace leat::detail
