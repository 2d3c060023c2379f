// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/memo.hpp>
#include <leat/engine/session_record.hpp>
#include <leat/engine/state.hpp>
#include <leat/memo/memo_store.hpp>
#include <leat/memo/memo_table.hpp>
#include <leat/memo/told.hpp>
#include <leat/support/config.hpp>
#include <leat/support/flags.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// How the reason begins of a node of which it is not known whether it will be in the cache.
inline constexpr std::string_view unknown_yet = "it depends on what '";

/// Whether a hook may give the node something in place of an input.
inline bool run_asks_hooks(run_state const& run, std::size_t t) {
    return run.hooks.nodes[t].may_replace;
}

/// A run with a cache, a record or both. It goes through the nodes in order, and runs only what it
/// must: a cached node whose key the store knows is not run, and its value stays in the store until
/// a node takes it; a node that is not cached is deferred until a node takes its value. So what
/// only feeds stored values never runs.
class caching_memo final : public memo {
public:
    /// `store`: that of the cache, or null; `record`: where the run is recorded, or null. One of
    /// them is there.
    caching_memo(memo_table const& table, memo_store* store, session_record* record) noexcept
        : table_(table), policy_(table.policy), store_(store), record_(record) {}

    LEAT_DECL void prepare(run_state& run) override;
    LEAT_DECL void attach(run_state& run) override;
    LEAT_DECL void began(run_state& run) override;
    LEAT_DECL void take_step(step_state& s, std::size_t item, std::size_t step) override;
    LEAT_DECL bool fetch(step_state& s, std::size_t v) override;
    LEAT_DECL void wait_until_settled(run_state& run, std::size_t v) override;
    LEAT_DECL std::unique_ptr<part_memory> parts(step_state& s, std::size_t item) override;
    LEAT_DECL run_sink* book(run_state& run, std::size_t item) override;
    LEAT_DECL void made(step_state& s, std::size_t item, bool altered) override;
    LEAT_DECL std::vector<std::string> names_to_rerun(run_state const& run) const override;
    LEAT_DECL void predict(step_state& s) override;

    memo_table const& table() const noexcept { return table_; }
    policy_view const& policy() const noexcept { return policy_; }
    memo_store* store() const noexcept { return store_; }
    session_record* record() const noexcept { return record_; }

    // What the parts of a node are kept with, too.
    /// Whether the node's key is known in this run.
    bool has_key(run_state const& run, std::size_t t) const {
        return policy_.with_key[t] && run.nodes[t].key != digest{};
    }
    /// Whether the cache's store is that of the record, for a cached node.
    LEAT_DECL bool shares_store(std::size_t t) const;
    /// The node runs, although an entry may be there.
    LEAT_DECL bool is_refreshed(run_state const& run, std::size_t t) const;
    /// The key of what all elements of a map have in common.
    LEAT_DECL digest elements_key(run_state const& run, std::size_t t) const;
    /// All that an entry says, but for what was returned.
    LEAT_DECL cache_entry describe(run_state const& run, std::size_t t) const;
    /// Whether each file is as it was when the version of its value was found. If not, the run says
    /// so once for each file, and finds the versions of values with that file anew.
    LEAT_DECL bool have_stayed(run_state& run, std::size_t t, std::vector<seen_files> const& files);
    /// Holds the blobs that are put while it lives.
    std::shared_ptr<void const> hold() const { return record_ ? record_->hold() : nullptr; }

private:
    // The graph of the run that is resumed.
    LEAT_DECL flags find_rerun(graph_view const& g) const;
    LEAT_DECL void inherit(run_state& run);
    LEAT_DECL void find_required(run_state& run);
    LEAT_DECL void record_outside(run_state& run, std::size_t v);
    LEAT_DECL bool load_inherited(step_state& s, std::size_t v);

    // Keys and versions.
    LEAT_DECL bool has_all_versions(run_state const& run, std::size_t t) const;
    LEAT_DECL bool find_versions(step_state& s, std::size_t t);
    LEAT_DECL bool find_version(step_state& s, std::size_t t, std::size_t v);
    LEAT_DECL bool find_input(step_state& s, std::size_t v, std::size_t t);
    LEAT_DECL digest find_key(run_state const& run, std::size_t t) const;
    LEAT_DECL digest code_of(std::size_t t) const;
    LEAT_DECL void check_code() const;
    LEAT_DECL void make_key(run_state& run, std::size_t t);
    LEAT_DECL bool key_holds(run_state& run, std::size_t t);
    LEAT_DECL void forget_versions(run_state& run, std::string const& changed);
    LEAT_DECL void renew_deferred(run_state& run);
    LEAT_DECL digest output_version(run_state const& run, std::size_t v) const;
    LEAT_DECL void set_version(run_state& run, std::size_t v, digest const& version);
    LEAT_DECL digest find_fingerprint(run_state& run, std::size_t v, bool unlocked) const;
    LEAT_DECL void set_versions(run_state& run, std::size_t t);

    // What is stored.
    LEAT_DECL bool takes_hits(run_state const& run, std::size_t t) const;
    LEAT_DECL bool find_entry(run_state& run, std::size_t t, std::string& why, bool aloud = true);
    LEAT_DECL bool find_done(run_state& run, std::size_t t);
    LEAT_DECL bool load(step_state& s, std::size_t v);
    LEAT_DECL std::shared_ptr<std::string const> share(run_state const& run, std::size_t v,
                                                       std::string* why) const;
    LEAT_DECL void forget_entry(run_state const& run, std::size_t v) const;
    LEAT_DECL void keep_outputs(step_state& s, std::size_t t);
    LEAT_DECL void keep_output(run_state& run, std::size_t t, std::size_t v);
    LEAT_DECL void keep_entry(step_state& s, std::size_t t);
    LEAT_DECL bool is_kept(run_state const& run, std::size_t t) const;
    LEAT_DECL void keep_told(run_state& run, std::size_t t);
    LEAT_DECL void record_files(run_state& run, std::size_t v);
    LEAT_DECL void find_told(run_state const& run, std::size_t t);
    LEAT_DECL void tell_again(step_state& s, std::size_t t);

    // Steps.
    LEAT_DECL void run_now(step_state& s, std::size_t t, std::size_t step);
    LEAT_DECL void run_locked(step_state& s, std::size_t t, std::size_t step);
    LEAT_DECL void run_deferred_users(step_state& s, std::size_t t);
    LEAT_DECL void run_if_deferred(step_state& s, std::size_t other);
    LEAT_DECL void allow_move(run_state& run, std::size_t t, std::size_t v);
    LEAT_DECL void release_inputs(run_state& run, std::size_t t, std::size_t step);
    LEAT_DECL void defer(run_state& run, std::size_t t);
    LEAT_DECL void take_entry(step_state& s, std::size_t t);
    LEAT_DECL void take_stored(step_state& s, std::size_t t);
    LEAT_DECL bool dataset_matches(run_state& run, std::size_t v) const;

    // What is said.
    LEAT_DECL void explain(run_state& run, std::size_t t, std::string& why) const;
    LEAT_DECL void tell(step_state& s, std::size_t t, cache_point point,
                        std::string_view why) const;
    LEAT_DECL bool warn(run_state const& run, std::size_t t, std::string const& what) const;
    LEAT_DECL void record_report(run_state& run, std::size_t t);
    LEAT_DECL void record_stored(run_state& run, std::size_t t);
    LEAT_DECL void note(run_state const& run, std::size_t v);
    LEAT_DECL void predict_node(step_state& s, std::size_t t);
    LEAT_DECL std::size_t unknown_input(run_state const& run, std::size_t t) const;

    memo_table const& table_;
    policy_view const& policy_;
    memo_store* store_;
    session_record* record_;
    std::vector<std::unique_ptr<told_things>> told_{}; ///< by items
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/memo/impl/caching_memo.ipp>
#include <leat/memo/impl/caching_memo_files.ipp>
#include <leat/memo/impl/caching_memo_inherited.ipp>
#include <leat/memo/impl/caching_memo_keep.ipp>
#include <leat/memo/impl/caching_memo_keys.ipp>
#include <leat/memo/impl/caching_memo_predict.ipp>
#include <leat/memo/impl/caching_memo_told.ipp>
#endif
