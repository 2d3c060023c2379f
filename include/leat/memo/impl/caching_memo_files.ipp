// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

// Files that change while a run uses them: what was made of one is not kept under the key of what
// it was before.

#include <leat/engine/session_record.hpp>
#include <leat/memo/caching_memo.hpp>
#include <leat/serial/changed_file.hpp>
#include <leat/serial/seen_file.hpp>

#include <algorithm>

namespace leat::detail {

/// Whether what a node has returned is what its key says. It is not when a file that counts has
/// changed since, or when a node before it, which was deferred, has met a changed one. Cost: one
/// system call for each file; nothing in a run without files.
LEAT_DECL bool caching_memo::key_holds(run_state& run, std::size_t t) {
    if (!run.has_files || !has_key(run, t)) return true;
    if (!have_stayed(run, t, run.nodes[t].files)) return false;
    return run.changed_files.empty() || find_key(run, t) == run.nodes[t].key;
}

LEAT_DECL bool caching_memo::have_stayed(run_state& run, std::size_t t,
                                         std::vector<seen_files> const& files) {
    if (files.empty()) return true;
    std::vector<seen_file const*> changed;
    {
        outside_gate const outside(run.log.gate);
        for (seen_files const& of_value : files)
            for (seen_file const& file : *of_value)
                if (has_changed(file)) changed.push_back(&file);
    }
    if (changed.empty()) return true;
    for (seen_file const* const file : changed) {
        std::string const path = file->path.string();
        forget_versions(run, path);
        if (std::ranges::find(run.changed_files, path) != run.changed_files.end()) continue;
        run.changed_files.push_back(path);
        warn(run, t,
             describe_change(*file) +
                 "; what was made of it is not kept, and runs again; see that nothing writes to a "
                 "file while a run reads it");
    }
    renew_deferred(run);
    return false;
}

/// Values with that file have no version any more, until one is asked for.
LEAT_DECL void caching_memo::forget_versions(run_state& run, std::string const& changed) {
    for (value_state& value : run.values) {
        if (!value.files) continue;
        bool const has = std::ranges::any_of(*value.files, [&](seen_file const& file) {
            return file.path.native() == changed && has_changed(file);
        });
        if (!has) continue;
        value.has_version = false;
        value.files.reset();
    }
}

/// Notes in the record which files count in a value that came with the call or by default, and
/// what they were: their digests and paths as a blob, and as the version the digest of the one
/// file, or of all of them.
LEAT_DECL void caching_memo::record_files(run_state& run, std::size_t v) {
    value_state const& value = run.values[v];
    if (!record_ || !value.files || !(value.outside || value.inherited)) return;
    std::string text;
    digest_builder all;
    for (seen_file const& file : *value.files) {
        text += file.content.to_string() + " " + file.path.string() + "\n";
        all.add(file.content);
    }
    digest const content = value.files->size() == 1 ? value.files->front().content : all.finish();
    try {
        std::shared_ptr<void const> const held = record_->hold();
        record_->note(files_of(run.graph.name(v)), value.version,
                      {record_->put(text), content, text.size()}, "files");
    } catch (std::exception const& e) {
        run.log.say(run.graph.name(v),
                    std::string("record: the content of its files is not kept: ") + e.what());
    }
}

/// Nodes that wait until their value is needed have keys of what files were before: they get new
/// ones, or none where a file cannot be read.
LEAT_DECL void caching_memo::renew_deferred(run_state& run) {
    for (std::size_t step = 0; step < run.plan.step_count; ++step) {
        std::size_t const t = run.plan.steps[step];
        if (run.nodes[t].phase != node_phase::deferred || !has_key(run, t)) continue;
        item const& it = run.graph.items[t];
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e) {
            std::size_t const v = run.graph.edges[e];
            value_state& value = run.values[v];
            if (!policy_.counts[e] || value.has_version || !table_.storage[v]->fingerprint ||
                !(run.is_outside(v) || run.slots.is_full(v)))
                continue;
            try {
                value.version = find_fingerprint(run, v, false);
                value.has_version = true;
                record_files(run, v);
            } catch (...) { // the node that opens it says what is wrong
            }
        }
        make_key(run, t);
        for (std::size_t v : run.graph.outputs(t)) {
            run.values[v].has_version = false;
            if (has_key(run, t)) set_version(run, v, output_version(run, v));
        }
    }
}

} // namespace leat::detail
