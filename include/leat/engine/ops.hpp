// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/failure.hpp>
#include <leat/engine/graph_view.hpp>
#include <leat/engine/param_value.hpp>
#include <leat/engine/value_slots.hpp>
#include <leat/graph/structure.hpp>
#include <leat/hook/node_visit.hpp>
#include <leat/support/digest.hpp>

#include <array>
#include <cstddef>
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>

// The tables through which a session's run does what needs the types of a pipeline. The compiler
// makes them, once for each pipeline; what goes through them is plain code.

namespace leat::detail {

class node_invocation;

/// What is different from node to node. Of an item that is no node all of it is null.
struct node_ops {
    void (*call)(node_invocation&) =
        nullptr; ///< calls the function, and puts what it returns into its slots
    node_info const* info = nullptr;
    bool ends_early =
        false; ///< its function can ask whether to stop, so what it returns may be a part
    bool called_again = false; ///< its function may be called more than once in a run
};

/// How an item takes one value.
struct edge_ops {
    bool takes_over = false;   ///< by value or by rvalue
    bool by_reference = false; ///< as T const&, and never otherwise
    bool single_use = false;   ///< no other parameter of the same call needs the value
    bool exclusive = false;    ///< takes over what cannot be copied
};

/// All tables of a pipeline, and its graph.
struct pipeline_ops {
    graph_view const& graph;
    slot_table const& slots;
    std::span<node_ops const> nodes{}; ///< of each item
    std::span<edge_ops const> edges{};
    std::span<void (*const)(void* at)>
        make_default{}; ///< of each value: makes the default of a param, or null
    std::shared_ptr<structure const> const& (*describe)() = nullptr;
};

/// A value that comes from outside the graph: bound by the caller, or the default of a param.
struct outside_value {
    std::size_t value = npos;
    void* at = nullptr;
    bool owned = false;                          ///< the run may move from it
    bool given = false;                          ///< bound by the caller, and not by default
    std::string (*show)(void const*) = nullptr;  ///< as `shown` has it, longer
    param_value (*param)(void const*) = nullptr; ///< as a parameter of a record
};

/// What hooks are told of a dataset.
struct dataset_event {
    node_info const& node_;
    void const* value_;
    std::exception_ptr const& error_;
};

enum class dataset_point : unsigned char {
    before_load,
    after_load,
    before_save,
    after_save,
    error
};
inline constexpr std::size_t dataset_point_count = 5;
using dataset_teller = void (*)(void* hook, dataset_event const&);

/// A dataset of a session's catalog.
struct dataset_ops {
    std::size_t value = npos;
    bool reloads = false; ///< what was saved is loaded again for the next node
    void (*load)(void* dataset, void* to) = nullptr;
    void (*save)(void* dataset, void const* value) = nullptr;
    bool (*exists)(void* dataset) = nullptr;
    std::string (*describe)(void* dataset) = nullptr;
    /// For each hook, how it is told at each point, or null.
    std::span<std::array<dataset_teller, dataset_point_count> const> tellers{};
};

/// What hooks are told of a node's place in the cache.
struct cache_event {
    node_info const& node_;
    digest const& key_;
    std::string_view reason_;
    std::size_t size_;
    digest const& key() const noexcept { return key_; }
    std::string_view reason() const noexcept { return reason_; }
    std::size_t size() const noexcept { return size_; }
};

enum class cache_point : unsigned char { hit, miss, store };
using cache_teller = void (*)(void* hook, cache_event const&);

/// How the hooks of a session are told of one node.
struct node_hooks {
    hook_calls const* calls = nullptr; ///< of each hook
    std::array<cache_teller, 3> const* cache_calls =
        nullptr;         ///< of each hook; null where none is told
    bool before = false; ///< some hook has that point
    bool after = false;
    bool during = false;
    bool may_replace = false; ///< a hook may give the node something in place of an input
};

/// The hooks of a session, without their types.
struct session_hooks {
    erased_hooks all{};
    std::span<node_hooks const> nodes{}; ///< of each item
};

/// The catalog of a session, without its types.
struct session_datasets {
    std::span<dataset_ops const> ops{};
    std::span<void* const> at{}; ///< the dataset of each
};

} // namespace leat::detail
