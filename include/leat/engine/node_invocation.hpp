// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/state.hpp>
#include <leat/engine/told_by_steps.hpp>
#include <leat/hook/node_visit.hpp>
#include <leat/support/config.hpp>
#include <leat/support/flags.hpp>

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace leat::detail {

/// One call of a node's function: where its inputs are and which of them it may move from, where
/// its outputs go, and the hooks that are told of it. What knows the types of the node is
/// `call_node`.
class node_invocation : public node_visit {
public:
    LEAT_DECL node_invocation(run_state& run, std::size_t item);
    LEAT_DECL ~node_invocation();

    std::size_t item_index() const noexcept { return item_; }
    run_options const* options() const noexcept { return told_ ? told_->options() : run_.options; }
    /// Where several nodes run at the same time: what it tells has its place in that order.
    LEAT_DECL void tell_at(std::size_t step);

    // The hooks; of a point that no hook of the session has for this node, nothing is left but a
    // test.
    bool before() { return !hooks_.before || node_visit::before(); }
    void after(node_report const* report) {
        if (hooks_.after) node_visit::after(report);
    }
    listener const* heard() {
        return hooks_.during || keeps_metrics() ? node_visit::heard() : nullptr;
    }

    /// For each input whether the function may move from it, as nothing else needs it any more. To
    /// be called right before the function is.
    LEAT_DECL void find_moves(std::size_t step);
    /// The value of the run that an input takes.
    std::size_t value_of(std::size_t input) const { return inputs_[input]; }
    /// Where the value of an input is; what a hook gave in its place goes first.
    void* input(std::size_t i) {
        if (!replaced_.empty()) [[unlikely]]
            if (void* const other = find_replaced(inputs_[i])) return other;
        return run_.at(inputs_[i]);
    }
    bool may_move(std::size_t i) const { return moves_[i]; }
    /// The function has moved from an input.
    LEAT_DECL void moved(std::size_t i);

    /// Whether the output is to be kept: no other value stands for it.
    bool wants(std::size_t output) const { return !run_.request.bound[first_output() + output]; }
    /// The slot of an output, empty. Not inlined, so that what it calls, which is not known to the
    /// linker, is no part of the code of each node.
    [[gnu::noinline]] void* slot(std::size_t output) {
        run_.slots.reset(first_output() + output);
        return run_.slots.at(first_output() + output);
    }
    void filled(std::size_t output) { run_.slots.mark_full(first_output() + output); }

    // What the guards, maps and iterates of the node use; see run/call.hpp.
    template <std::size_t Input, passing How, class Pass>
    decltype(auto) pass(Pass&& from_run) const {
        return from_run();
    }
    void* elements() const noexcept { return parts_; }
    void recall(void* parts) noexcept { parts_ = parts; }

    // What typed hooks ask for: the value of the run, not what is in its place.
    void const* value(std::size_t v) const { return run_.at(v); }
    /// Puts something in the place of an input. Takes over what `at` points to.
    LEAT_DECL void replace(std::size_t input, void* at, void (*destroy)(void* at) noexcept);

private:
    struct replacement {
        std::size_t value;
        void* at;
        void (*destroy)(void*) noexcept; ///< and gives its memory back
    };

    std::size_t first_output() const { return run_.graph.items[item_].first_value; }
    LEAT_DECL void* find_replaced(std::size_t v) const;
    LEAT_DECL bool is_repeated(std::size_t input) const;

    run_state& run_;
    std::size_t item_;
    node_hooks const& hooks_;
    std::span<std::size_t const> inputs_;
    flags moves_{};
    void* parts_ = nullptr;
    std::vector<replacement> replaced_{};
    std::unique_ptr<told_by_steps::node> told_{};
};

/// While it lives, a node may move from some of its inputs: where several nodes run at the same
/// time, nothing else looks at these then. At its end they are gone.
class moving_inputs {
public:
    LEAT_DECL moving_inputs(run_state& run, node_invocation const& call);
    moving_inputs(moving_inputs const&) = delete;
    LEAT_DECL ~moving_inputs();

private:
    run_state& run_;
    std::size_t item_;
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/node_invocation.ipp>
#endif
