// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace leat {
struct node_report;
} // namespace leat

namespace leat::detail {

struct run_state;
struct step_state;
class run_sink;

/// What is known of a node's parts from runs before this one, and learnt of them: of the elements
/// of a map, or of the rounds of an iterate.
class part_memory {
public:
    virtual ~part_memory() = default;
    /// What the node's call asks: its `element_memory` or `round_memory`; null where the node has
    /// no key.
    virtual void* known() = 0;
    /// Adds to the report of the node what became of its parts.
    virtual void describe(node_report& report) = 0;
    /// The node has ended well, and what it returned is kept.
    virtual void finish() = 0;

protected:
    part_memory() = default;
    part_memory(part_memory const&) = delete;
};

/// What a cache, a record or both do for a run. A run without them has none: then each step runs
/// its node.
class memo {
public:
    virtual ~memo() = default;

    /// Adds to the request of a run what the run that is resumed was given and asked for.
    virtual void prepare(run_state& run) = 0;
    /// The plan is made; nothing has run.
    virtual void attach(run_state& run) = 0;
    /// The run begins.
    virtual void began(run_state& run) = 0;
    /// Does what is to be done at a node's turn: takes its result from a store, runs it, or defers
    /// it.
    virtual void take_step(step_state& s, std::size_t item, std::size_t step) = 0;
    /// Sees that a value is in memory; may run nodes for that. Whether it is.
    virtual bool fetch(step_state& s, std::size_t v) = 0;
    /// Waits while another thread makes the value, or moves from it.
    virtual void wait_until_settled(run_state& run, std::size_t v) = 0;
    /// What is known of the parts of a node; may be null.
    virtual std::unique_ptr<part_memory> parts(step_state& s, std::size_t item) = 0;
    /// A node is about to run: where what it tells of itself is kept, or null.
    virtual run_sink* book(run_state& run, std::size_t item) = 0;
    /// A node has run, and its values are in memory. `altered`: they are not what its inputs say.
    virtual void made(step_state& s, std::size_t item, bool altered) = 0;
    /// The names under which a run records what it is to make again.
    virtual std::vector<std::string> names_to_rerun(run_state const& run) const = 0;
    /// Writes into the reports what the run would do with each node. Runs nothing.
    virtual void predict(step_state& s) = 0;

protected:
    memo() = default;
    memo(memo const&) = delete;
};

} // namespace leat::detail
