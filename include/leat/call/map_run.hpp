// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/call.hpp>
#include <leat/call/element_memory.hpp>
#include <leat/call/element_slots.hpp>
#include <leat/call/map_source.hpp>
#include <leat/call/map_state.hpp>
#include <leat/call/shared_listeners.hpp>
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
    /// The first input with `each`: the map ends where it ends.
    static constexpr std::size_t leading = [] {
        std::size_t i = 0;
        while (!call::each[i]) ++i;
        return i;
    }();
    template <std::size_t I>
    using source =
        map_source<decltype(std::declval<Operands const&>().template input<I>()), call::each[I]>;
    static constexpr bool is_guarded =
        solved<Operands::pipeline>.option_of[Operands::item_index]->is(shape::guarded);

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
        if (is_guarded || given.options || heard || given.visit.elements())
            return observed(given, from, count, heard);
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

    /// Calls the function for the current element of the cursors.
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

    /// For a run without observers: the loop that one would write by hand.
    template <class Sources, std::size_t... I>
    [[gnu::always_inline]] static result plain(Operands const& given, Sources& from,
                                               std::size_t count, std::index_sequence<I...> all) {
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

    /// For a node with guards, for a run with options or listeners, or with some results known.
    template <class Sources>
    [[gnu::noinline]] static result observed(Operands const& given, Sources& from,
                                             std::size_t count, listener const* heard) {
        run_options const* const options = given.options;
        bool const listens = (heard && heard->progress) || (options && options->progress);
        map_state state(count, given.here, listens);
        element_slots<element_result> slots(count);
        if constexpr (remembers)
            if (void* const known = given.visit.elements())
                return resumed(given, from, count, heard, state, slots,
                               *static_cast<memory_of_map<call>*>(known));
        auto const part = [&](std::size_t begin, std::size_t end, context& here) {
            work(from, begin, end, here, state, slots, inputs{});
        };
        std::exception_ptr const late = share_out(given, from, count, heard, part);
        state.rethrow();
        if (late) std::rethrow_exception(late);
        state.ended(given.here);
        return slots.take(state.stopped());
    }

    static constexpr bool remembers = !std::is_void_v<result> && call::repeats;

    /// Calls the function only for elements without a known result.
    template <class Sources, class Memory>
    static result resumed(Operands const& given, Sources& from, std::size_t count,
                          listener const* heard, map_state& state,
                          element_slots<element_result>& slots, Memory& memory) {
        memory.begin(count);
        tell_all(from, count, memory, inputs{});
        std::vector<std::size_t> const open = memory.recall(slots);
        find_all(from, inputs{});
        if (open.size() < count) state.done(count - open.size(), given.here);
        auto const part = [&](std::size_t begin, std::size_t end, context& here) {
            work_on(from, open, begin, end, here, state, slots, memory, inputs{});
        };
        std::exception_ptr const late = share_out(given, from, open.size(), heard, part);
        if (state.incomplete() || late) memory.give_up(slots);
        state.rethrow();
        if (late) std::rethrow_exception(late);
        return slots.take(state.stopped());
    }
    template <class Sources, class Memory, std::size_t... I>
    static void tell_all(Sources& from, std::size_t count, Memory& memory,
                         std::index_sequence<I...> all) {
        auto at = cursors(from, 0, all);
        for (std::size_t i = 0; i < count; ++i, next(at, all)) memory.tell(get<I>(at).get()...);
    }

    /// About twelve ranges a thread: so elements of very different cost are shared evenly enough.
    static std::size_t grain_of(std::size_t count, std::size_t threads) {
        return std::max<std::size_t>(1, count / (12 * threads));
    }

    /// Has `part(begin, end, context)` called for all of `count`, by the workers if there are some.
    /// Returns what the record threw after the element had ended that told it.
    template <class Sources, class Part>
    static std::exception_ptr share_out(Operands const& given, Sources& from, std::size_t count,
                                        listener const* heard, Part const& part) {
        workers const* const helpers = given.options ? given.options->workers : nullptr;
        if (!helpers || helpers->concurrency() < 2 || count < 2) {
            part(0, count, given.here);
            return nullptr;
        }
        find_all(from, inputs{});
        shared_listeners listeners(given.options, heard);
        auto const call_part = [&](std::size_t begin, std::size_t end) {
            shared_listeners::part mine(listeners, begin, end);
            context here(given.here, mine.options(), mine.heard());
            part(begin, end, here);
        };
        using part_type = decltype(call_part);
        helpers->for_ranges(
            count, grain_of(count, helpers->concurrency()),
            [](void* self, std::size_t begin, std::size_t end) {
                (*static_cast<part_type*>(self))(begin, end);
            },
            const_cast<void*>(static_cast<void const*>(std::addressof(call_part))));
        return listeners.error();
    }
    template <class Sources, std::size_t... I>
    static void find_all(Sources& from, std::index_sequence<I...>) {
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
                state.done(1, here);
            }
        } catch (...) {
            state.failed(i);
        }
    }

    /// The same for elements without a known result.
    template <class Sources, class Memory, std::size_t... I>
    static void work_on(Sources& from, std::vector<std::size_t> const& open, std::size_t begin,
                        std::size_t end, context& here, map_state& state,
                        element_slots<element_result>& slots, Memory& memory,
                        std::index_sequence<I...> all) noexcept {
        for (std::size_t k = begin; k < end && state.may_begin(open[k]); ++k) {
            try {
                auto at = cursors(from, open[k], all);
                slots.fill(open[k], [&]() -> decltype(auto) { return call_at(at, here, all); });
                memory.made(open[k], slots);
                state.done(1, here);
            } catch (...) {
                return state.failed(open[k]);
            }
        }
    }
};

} // namespace leat::detail
