// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/node_hooks.hpp>

#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// Room for what a hook gives in place of an input; nothing where no hook can.
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

template <auto const& P, std::size_t Item, class Inputs, class... Hook>
struct replaced_values;
template <auto const& P, std::size_t Item, std::size_t... Input, class... Hook>
struct replaced_values<P, Item, std::index_sequence<Input...>, Hook...>
    : replaced_value<P, Item, Input, is_replaceable<P, Item, Input, Hook...>>... {};

/// One node that hooks are told of: before it, while it works, after it. Never throws: what fails
/// is remembered, so that every hook that has seen the beginning sees the end.
///
/// `Values` gives the values of the run: `values.template value<V>()`.
template <auto const& P, std::size_t Item, class Values, class Hooks>
class node_visit;

template <auto const& P, std::size_t Item, class Values, class... Hook>
class node_visit<P, Item, Values, hook_list<Hook...>> {
    using hooks = hook_list<Hook...>;
    static constexpr item it = solved<P>.items[Item];

public:
    static constexpr std::size_t input_count = it.edge_count;
    static constexpr std::size_t first_output = it.first_value;
    static constexpr std::size_t output_count = it.value_count;

    node_visit(hooks const& told, Values const& values, run_log& log) noexcept
        : hooks_(told), values_(values), log_(log) {}
    node_visit(node_visit const&) = delete;

    /// Tells the hooks, in order. Whether the node is to run: no hook has skipped it or thrown.
    bool before() {
        if constexpr (any_told<before_node_run_point, P, Item, hooks>) {
            timed const spent(log_.hook_time);
            hooks_.forward([&]<class H>(H& hook, auto) {
                if (failed_ || skipped_) return;
                guarded<before_node_run_point, H>([&] {
                    tell_node<before_node_run_point, P, Item>(hook, *this, [&](auto call) {
                        if constexpr (std::is_void_v<decltype(call())>)
                            call();
                        else
                            take(call());
                    });
                });
                if (!failed_) ++seen_;
            });
        }
        return !failed_ && !skipped_;
    }

    /// Calls the node's function, through `compute()`, and takes the time.
    template <class Compute>
    void run(Compute&& compute) {
        called_ = true;
        clock::time_point const began = clock::now();
        try {
            compute();
            ran_ = true;
        } catch (...) {
            if (failed_) // a hook that listened to it has thrown before
                log_.say(item_name<P, Item>.view(), "failed too: " + current_message());
            else
                failed_.error = std::current_exception();
        }
        time_ = clock::now() - began;
    }

    /// Tells the hooks, in reverse order, that the node has run; that it has failed; or that it was
    /// skipped.
    void after(node_report const* report) {
        report_ = report;
        timed const spent(log_.hook_time);
        if (skipped_ && !failed_)
            end<on_node_skipped_point>();
        else if (ran_)
            end<after_node_run_point>();
        else
            error_ = failed_.error, end<on_node_error_point>();
    }

    /// Skips the node without asking anybody, as what it needs is not there.
    void skip(std::string why) {
        skipped_ = true;
        reason_ = std::move(why);
        seen_ = hooks::size; // who would have seen the beginning is told of it
    }

    bool called() const noexcept { return called_; }
    bool ran() const noexcept { return ran_; }
    bool skipped() const noexcept { return skipped_; }
    failure& failed() noexcept { return failed_; }
    std::chrono::nanoseconds time() const noexcept { return time_; }

    /// Input `Input` as the node takes it: what `pass()` returns, or what a hook gave in its place.
    template <std::size_t Input, passing How, class Pass>
    [[gnu::always_inline]] decltype(auto) pass(Pass&& from_run) {
        if constexpr (!is_replaceable<P, Item, Input, Hook...>) {
            return from_run();
        } else {
            using type = value_t<P, solved<P>.edges[it.first_edge + Input]>;
            auto& replaced = static_cast<replaced_value<P, Item, Input, true>&>(replaced_).value;
            if constexpr (How == passing::shared || How == passing::generic) {
                return replaced ? static_cast<type const&>(*replaced)
                                : static_cast<type const&>(from_run());
            } else {
                return replaced ? type(std::move(*replaced)) : type(from_run());
            }
        }
    }

    /// Who listens to the node's context, or null.
    listener const* heard() {
        if constexpr (any_told<on_log_point, P, Item, hooks>)
            listener_.log = [](void* self, std::string_view line) {
                auto& visit = *static_cast<node_visit*>(self);
                visit.reason_ = line;
                visit.template hear<on_log_point>();
            };
        if constexpr (any_told<on_progress_point, P, Item, hooks>)
            listener_.progress = [](void* self, std::size_t done, std::size_t total) {
                auto& visit = *static_cast<node_visit*>(self);
                visit.done_ = done;
                visit.total_ = total;
                visit.template hear<on_progress_point>();
            };
        listener_.self = this;
        return &listener_;
    }

    // What hooks are told; see hook_way.hpp.
    template <std::size_t Input>
    decltype(auto) input() const {
        return value<solved<P>.edges[it.first_edge + Input]>();
    }
    template <std::size_t V>
    value_t<P, V> const& value() const {
        return values_.template value<V>();
    }
    node_report const& report() const noexcept { return *report_; }
    std::exception_ptr const& error() const noexcept { return error_; }
    std::string_view reason() const noexcept { return reason_; }
    std::size_t done() const noexcept { return done_; }
    std::size_t total() const noexcept { return total_; }

private:
    template <class Point, class H, class Call>
    void guarded(Call&& call) {
        try {
            call();
        } catch (...) {
            hook_threw<H>(failed_, log_, Point::name,
                          "node '" + std::string(item_name<P, Item>.view()) + "'");
        }
    }

    template <class Point>
    void end() {
        hooks_.backward([&]<class H, std::size_t I>(H& hook, index_constant<I>) {
            // Whose turn before the node did not come, or who threw then, has not seen its
            // beginning.
            if (I >= seen_ && is_told<before_node_run_point, H, P, Item>) return;
            using told =
                std::conditional_t<stands_for_skipped<Point, H>, after_node_run_point, Point>;
            if constexpr (is_told<told, H, P, Item>)
                guarded<told, H>(
                    [&] { tell_node<told, P, Item>(hook, *this, [](auto call) { call(); }); });
        });
    }

    // A hook that has nothing for skipped nodes gets its after_node_run, when that takes no value.
    template <class Point, class H>
    static constexpr bool stands_for_skipped = [] {
        if constexpr (std::is_same_v<Point, on_node_skipped_point> && !is_told<Point, H, P, Item>)
            return node_ways<after_node_run_point, H, P, Item>::needs_no_value();
        else
            return false;
    }();

    template <class Point>
    void hear() {
        timed const spent(log_.hook_time);
        hooks_.forward([&]<class H>(H& hook, auto) {
            if constexpr (is_told<Point, H, P, Item>)
                guarded<Point, H>(
                    [&] { tell_node<Point, P, Item>(hook, *this, [](auto call) { call(); }); });
        });
    }

    // The answer of a before_node_run.
    void take(skip_request answer) {
        skipped_ = true;
        reason_ = std::move(answer.reason);
    }
    template <class Answer>
    void take(std::optional<Answer> answer) {
        if (answer) take(std::move(*answer));
    }
    template <fixed_string... Names, class... T>
    void take(replacement<replaced_input<Names, T>...> answer) {
        boost::hana::unpack(std::move(answer.inputs),
                            [&](auto&&... inputs) { (replace(inputs), ...); });
    }

    template <fixed_string Name, class T>
    void replace(replaced_input<Name, T>& by) {
        [&]<std::size_t... Input>(std::index_sequence<Input...>) {
            (replace_one<Input>(by), ...);
        }(std::make_index_sequence<input_count>{});
    }
    template <std::size_t Input, fixed_string Name, class T>
    void replace_one(replaced_input<Name, T>& by) {
        constexpr std::size_t v = solved<P>.edges[it.first_edge + Input];
        if constexpr (solved<P>.name(v) == Name.view()) {
            auto& room = static_cast<replaced_value<P, Item, Input, true>&>(replaced_).value;
            if constexpr (std::is_copy_constructible_v<T>) // a node may take one value twice
                room.emplace(static_cast<value_t<P, v>>(by.value));
            else
                room.emplace(static_cast<value_t<P, v>>(std::move(by.value)));
        }
    }

    hooks const& hooks_;
    Values const& values_;
    run_log& log_;
    [[no_unique_address]] replaced_values<P, Item, std::make_index_sequence<input_count>, Hook...>
        replaced_{};
    failure failed_{};
    bool skipped_ = false;
    bool called_ = false;
    bool ran_ = false;
    std::size_t seen_ = 0; ///< hooks that have seen the beginning
    std::size_t done_ = 0;
    std::size_t total_ = 0;
    std::chrono::nanoseconds time_{};
    std::string reason_{};
    std::exception_ptr error_{};
    node_report const* report_ = nullptr;
    listener listener_{};
};

} // namespace leat::detail
