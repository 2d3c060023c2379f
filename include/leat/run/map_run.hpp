// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/call.hpp>
#include <leat/run/element_slots.hpp>
#include <leat/run/map_source.hpp>
#include <leat/run/map_state.hpp>
#include <leat/run/shared_listeners.hpp>
#include <leat/support/row.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <functional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::detail {

/// Runs a map: calls its function for each element.
template <class Operands>
struct map_run {
    using call = typename Operands::call;
    using element = typename call::element;
    using element_result = typename call::element_result;
    using result = typename call::result;
    static constexpr std::size_t input_count = call::each.size();
    using inputs = std::make_index_sequence<input_count>;
    /// The input whose end is the end of the map.
    static constexpr std::size_t leading = [] {
        std::size_t i = 0;
        while (!call::each[i]) ++i;
        return i;
    }();
    template <std::size_t I>
    using source = map_source<decltype(std::declval<Operands const&>().template input<I>()),
                              call::each[I]>;
    static constexpr bool is_guarded =
        solved<Operands::pipeline>.option_of[Operands::item_index]->guarded;

    [[gnu::always_inline]] static result run(Operands const& given) {
        return run_from(given, inputs{});
    }

private:
    template <std::size_t... I>
    [[gnu::always_inline]] static result run_from(Operands const& given,
                                                  std::index_sequence<I...>) {
        row<source<I>...> from{{source<I>(given.template input<I>())}...};
        std::size_t const count = get<leading>(from).count();
        (check_count<I>(from, count), ...);
        listener const* const heard = given.visit.heard();
        if (is_guarded || given.options || heard) return observed(given, from, count, heard);
        return plain(given, from, count, inputs{});
    }

    template <std::size_t I, class Sources>
    [[gnu::always_inline]] static void check_count(Sources& from, std::size_t count) {
        if constexpr (call::each[I] && I != leading)
            if (std::size_t const other = get<I>(from).count(); other != count)
                refuse_counts(I, count, other);
    }
    [[noreturn, gnu::cold, gnu::noinline]] static void refuse_counts(std::size_t other,
                                                                     std::size_t count,
                                                                     std::size_t other_count) {
        auto const& g = solved<Operands::pipeline>;
        std::size_t const first = g.items[Operands::item_index].first_edge;
        auto const has = [&](std::size_t input, std::size_t elements) {
            return "'" + std::string(g.name(g.edges[first + input])) + "' has " +
                   std::to_string(elements) + (elements == 1 ? " element" : " elements");
        };
        throw error("it goes over values of different lengths: " + has(leading, count) + ", " +
                    has(other, other_count) + "; make them of one length");
    }

    /// The cursors of all inputs.
    template <class Sources, std::size_t... I>
    [[gnu::always_inline]] static auto cursors(Sources& from, std::size_t index,
                                               std::index_sequence<I...>) {
        return row<decltype(get<I>(from).from(0))...>{{get<I>(from).from(index)}...};
    }
    template <std::size_t I, class Cursors>
    using lent_at = lent<std::remove_cvref_t<decltype(get<I>(std::declval<Cursors&>()).get())>,
                         element::passings[I], call::made[I]>;

    /// Calls the function for the element at which the cursors are.
    template <class Cursors, std::size_t... I>
    [[gnu::always_inline]] static decltype(auto) call_at(Cursors& at,
                                                         [[maybe_unused]] context& here,
                                                         std::index_sequence<I...>) {
        constexpr auto const& function =
            declaration_of<Operands::pipeline, Operands::item_index>.function.function;
        if constexpr (element::has_context)
            return std::invoke(function, static_cast<lent_at<I, Cursors>>(get<I>(at).get())...,
                               here);
        else if constexpr (std::is_member_pointer_v<std::remove_cvref_t<decltype(function)>>)
            return std::invoke(function, static_cast<lent_at<I, Cursors>>(get<I>(at).get())...);
        else
            return function(static_cast<lent_at<I, Cursors>>(get<I>(at).get())...);
    }
    template <class Cursors, std::size_t... I>
    [[gnu::always_inline]] static void next(Cursors& at, std::index_sequence<I...>) {
        (get<I>(at).next(), ...);
    }

    [[noreturn, gnu::cold, gnu::noinline]] static void fail(std::size_t index, std::size_t count) {
        throw element_error(index, count, std::current_exception());
    }

    /// In a run that nobody observes: the loop that one would write by hand.
    template <class Sources, std::size_t... I>
    [[gnu::always_inline]] static result plain(Operands const& given, Sources& from,
                                               std::size_t count,
                                               std::index_sequence<I...> all) {
        auto at = cursors(from, 0, all);
        if constexpr (std::is_void_v<result>) {
            for (std::size_t i = 0; i < count; ++i, next(at, all)) try {
                    call_at(at, given.here, all);
                } catch (...) {
                    fail(i, count);
                }
        } else {
            result made;
            made.reserve(count);
            for (; !get<leading>(from).ended(get<leading>(at)); next(at, all)) try {
                    made.push_back(call_at(at, given.here, all));
                } catch (...) {
                    fail(made.size(), count);
                }
            return made;
        }
    }

    /// In a run that is to stop when asked to, where somebody listens, or where there are workers.
    template <class Sources>
    [[gnu::noinline]] static result observed(Operands const& given, Sources& from,
                                             std::size_t count, listener const* heard) {
        run_options const* const options = given.options;
        bool const listens = (heard && heard->progress) || (options && options->progress);
        map_state state(count, given.here, listens);
        element_slots<element_result> slots(count);
        workers const* const helpers = options ? options->workers : nullptr;
        if (helpers && helpers->concurrency() > 1 && count > 1)
            work_together(given, from, count, heard, *helpers, state, slots);
        else
            work(from, 0, count, given.here, state, slots, inputs{});
        state.rethrow();
        return slots.take(state.stopped());
    }

    /// Elements of very different cost are shared evenly enough by about twelve ranges a thread.
    static std::size_t grain_of(std::size_t count, std::size_t threads) {
        return std::max<std::size_t>(1, count / (12 * threads));
    }

    template <class Sources>
    static void work_together(Operands const& given, Sources& from, std::size_t count,
                              listener const* heard, workers const& helpers, map_state& state,
                              element_slots<element_result>& slots) {
        for_all_sources(from, inputs{});
        shared_listeners listeners(given.options, heard);
        auto const part = [&](std::size_t begin, std::size_t end) {
            context here(given.here, listeners.options(), listeners.heard());
            work(from, begin, end, here, state, slots, inputs{});
        };
        using part_type = decltype(part);
        helpers.for_ranges(
            count, grain_of(count, helpers.concurrency()),
            [](void* self, std::size_t begin, std::size_t end) {
                (*static_cast<part_type*>(self))(begin, end);
            },
            const_cast<void*>(static_cast<void const*>(std::addressof(part))));
    }
    template <class Sources, std::size_t... I>
    static void for_all_sources(Sources& from, std::index_sequence<I...>) {
        (get<I>(from).find_all(), ...);
    }

    /// Works on the elements from `begin` up to `end`.
    template <class Sources, std::size_t... I>
    static void work(Sources& from, std::size_t begin, std::size_t end, context& here,
                     map_state& state, element_slots<element_result>& slots,
                     std::index_sequence<I...> all) noexcept {
        std::size_t i = begin;
        try {
            auto at = cursors(from, begin, all);
            for (; i < end && state.may_begin(i); ++i, next(at, all)) {
                slots.fill(i, [&]() -> decltype(auto) { return call_at(at, here, all); });
                state.done(1);
            }
        } catch (...) {
            state.failed(i);
        }
    }
};

} // namespace leat::detail
