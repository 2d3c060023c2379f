// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// The keys of nodes, and the versions of values that stand for them in keys.

#include <leat/engine/dataset_use.hpp>
#include <leat/engine/run_node.hpp>
#include <leat/memo/caching_memo.hpp>
#include <leat/serial/seen_file.hpp>
#include <leat/support/error.hpp>

#include <exception>
#include <utility>

namespace leat::detail {

LEAT_DECL bool caching_memo::is_refreshed(run_state const& run, std::size_t t) const {
    return run.refreshed[t] || run.nodes[t].force_rerun || run.nodes[t].ignore_stored ||
           (run.options && run.options->refresh);
}

/// Whether an entry, where there is one, is taken in place of running the node. What a node takes
/// that a hook may replace is known only when hooks have been asked, which is when the node runs.
LEAT_DECL bool caching_memo::takes_hits(run_state const& run, std::size_t t) const {
    return policy_.behaviour[t] == caching::cached && !run.refreshed[t] && !run_asks_hooks(run, t);
}

LEAT_DECL bool caching_memo::has_all_versions(run_state const& run, std::size_t t) const {
    item const& it = run.graph.items[t];
    for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
        if (policy_.counts[e] && !run.values[run.graph.edges[e]].has_version) return false;
    return true;
}

/// Finds the versions of the inputs that count and have none yet. Whether the node can go on.
LEAT_DECL bool caching_memo::find_versions(step_state& s, std::size_t t) {
    item const& it = s.run.graph.items[t];
    for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
        if (policy_.counts[e] && !find_version(s, t, s.run.graph.edges[e])) return false;
    return true;
}

LEAT_DECL bool caching_memo::find_version(step_state& s, std::size_t t, std::size_t v) {
    run_state& run = s.run;
    value_state& value = run.values[v];
    auto const fingerprint = table_.storage[v]->fingerprint;
    if (!fingerprint || value.has_version) return true;
    auto const failed = [&] {
        report_failure(s, t);
        return false;
    };
    if (!find_input(s, v, t)) return value.has_version || !s.failed || failed();
    try {
        value.version = find_fingerprint(run, v, false);
        value.has_version = true;
        record_files(run, v);
    } catch (...) {                         // a file that cannot be read
        if (!policy_.keyed[t]) return true; // a record can do without
        failure why;
        why.error = std::current_exception();
        s.fail(std::move(why), t);
        return failed();
    }
    return true;
}

/// Sees that an input which no node of this run makes is in memory. Whether it is.
LEAT_DECL bool caching_memo::find_input(step_state& s, std::size_t v, std::size_t t) {
    run_state& run = s.run;
    if (run.is_outside(v) || run.slots.is_full(v)) return true;
    if (run.uses_dataset(v) && run.comes_from_dataset(v)) return load_from_dataset(s, v, t);
    if (run.resumes && (run.values[v].inherited || !run.graph.is_node(run.graph.maker[v])))
        return fetch(s, v);
    return false;
}

/// What tells of the code of a node that says nothing of it: the digest of the node's code, that of
/// the program's, or the build id.
LEAT_DECL digest caching_memo::code_of(std::size_t t) const {
    if (!table_.code_of_nodes.empty()) return digest_in(*table_.code_of_nodes[t]);
    if (table_.has_code) return table_.code();
    return record_ ? record_->program() : digest{};
}

/// Throws where the step after linking has not been taken.
LEAT_DECL void caching_memo::check_code() const {
    for (code_entry const volatile* const one : table_.code_of_nodes)
        if (one && !one->filled)
            throw error("the program does not know the digests of its nodes' code, as nothing has "
                        "written them into it after it was linked; build it with "
                        "leat_code_version(target) of leat's CMake, or without "
                        "-DLEAT_CODE_VERSION=2");
}

/// The key of what a node returns, where all that counts in it is known. Fed in this order, as
/// `digest_builder` feeds them: text "leat cache 2"; the static keys of the node's values; where
/// neither a version nor LEAT_FN tells of the code, the digest of the node's code or of the
/// program's, or where none is known, which a cache does not allow, the build id; then for each
/// input that counts its place as a number, and its version. O(inputs). Zero where something that
/// counts is not known.
LEAT_DECL digest caching_memo::find_key(run_state const& run, std::size_t t) const {
    if (!has_all_versions(run, t)) return {};
    digest_builder to = table_.key_prefix[t];
    options const& o = *run.graph.option_of[t];
    if (!o.versioned && !o.sourced) to.add(code_of(t));
    item const& it = run.graph.items[t];
    for (std::size_t i = 0; i < it.edge_count; ++i)
        if (policy_.counts[it.first_edge + i])
            to.number(i).add(run.values[run.graph.edges[it.first_edge + i]].version);
    return to.finish();
}

LEAT_DECL void caching_memo::make_key(run_state& run, std::size_t t) {
    node_state& node = run.nodes[t];
    run.report(t).key = node.key = find_key(run, t); // only the record can do without
    if (!run.has_files) return;
    node.files.clear();
    item const& it = run.graph.items[t];
    for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
        if (seen_files const& files = run.values[run.graph.edges[e]].files;
            files && policy_.counts[e])
            node.files.push_back(files);
}

/// As the key, from the text "leat elements 2", with the static key of the first value, and without
/// the inputs that are taken element by element.
LEAT_DECL digest caching_memo::elements_key(run_state const& run, std::size_t t) const {
    item const& it = run.graph.items[t];
    digest_builder to;
    to.text("leat elements 2").add(table_.static_keys[it.first_value]);
    options const& o = *run.graph.option_of[t];
    if (!o.versioned && !o.sourced) to.add(code_of(t));
    for (std::size_t i = 0; i < it.edge_count; ++i)
        if (policy_.counts[it.first_edge + i] && !policy_.by_element[it.first_edge + i])
            to.number(i).add(run.values[run.graph.edges[it.first_edge + i]].version);
    return to.finish();
}

/// The version of a value whose node is not cached: of its key, and which output it is.
LEAT_DECL digest caching_memo::output_version(run_state const& run, std::size_t v) const {
    std::size_t const t = run.graph.maker[v];
    return digest_builder()
        .add(run.nodes[t].key)
        .number(v - run.graph.items[t].first_value)
        .finish();
}

LEAT_DECL void caching_memo::set_version(run_state& run, std::size_t v, digest const& version) {
    value_state& value = run.values[v];
    if (value.given || value.inherited) return; // it is known by its content
    value.version = version;
    value.has_version = true;
}

/// The fingerprint of a value in memory, with the files that count in it.
LEAT_DECL digest caching_memo::find_fingerprint(run_state& run, std::size_t v,
                                                bool unlocked) const {
    std::vector<seen_file> files;
    digest found;
    {
        outside_gate const outside(unlocked ? run.log.gate : nullptr);
        file_notes const notes(files);
        found = table_.storage[v]->fingerprint(run.at(v));
    }
    run.values[v].files.reset();
    if (!files.empty()) {
        run.values[v].files = std::make_shared<std::vector<seen_file> const>(std::move(files));
        run.has_files = true;
    }
    return found;
}

/// Sets the versions of what a node has returned.
LEAT_DECL void caching_memo::set_versions(run_state& run, std::size_t t) {
    bool const by_content = policy_.behaviour[t] == caching::impure || policy_.caches(t);
    for (std::size_t v : run.graph.outputs(t)) {
        if (!policy_.with_version[v] && !policy_.caches(t)) continue;
        if (by_content)
            set_version(run, v, find_fingerprint(run, v, true));
        else if (has_key(run, t))
            set_version(run, v, output_version(run, v));
    }
}

LEAT_DECL void caching_memo::explain(run_state& run, std::size_t t, std::string& why) const {
    if (run_asks_hooks(run, t)) why = "a hook may replace what it takes";
    if (is_refreshed(run, t))
        why = run.nodes[t].force_rerun || run.nodes[t].ignore_stored ? "it was to run again"
                                                                     : "it is refreshed";
    if (policy_.behaviour[t] == caching::recompute) why = "it is recomputed each time";
    // What came from outside can be shown; showing other values would take running their nodes.
    item const& it = run.graph.items[t];
    for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
        value_state& value = run.values[run.graph.edges[e]];
        if (value.outside && policy_.counts[e] && value.shown.empty())
            value.shown = value.source->show(value.outside);
    }
    if (why.empty()) why = store_->miss_reason(describe(run, t));
    run.report(t).reason = why;
}

} // namespace leat::detail
