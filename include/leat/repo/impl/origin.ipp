// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/origin.hpp>

#include <algorithm>
#include <cstddef>

namespace leat::detail {

LEAT_DECL run_origin::run_origin(repo const& from, std::string_view pipeline,
                                 resume_wish const& wish)
    : repo_(from), from_(wish.from) {
    run_record run = wish.id.empty() ? last_unfinished(from, pipeline) : from.run(wish.id);
    check(run, pipeline);
    std::optional<run_record> const before = newest_after(run.id());
    lock_.emplace(from.lock("resume/" + run.id()));
    std::optional<run_record> const after = newest_after(run.id());
    if (after && (!before || after->id() != before->id()))
        run = *after; // somebody else has gone on from it, and ended by now
    else if (run.status() == run_status::completed && from_.empty())
        throw repo_error("run '" + run.id() + "' of pipeline '" + std::string(pipeline) +
                         "' has completed, so there is nothing to resume; name a node to run "
                         "from: resume(\"" +
                         run.id() + "\", leat::from(\"...\"_n))");
    read(run);
}

LEAT_DECL run_record run_origin::last_unfinished(repo const& in, std::string_view pipeline) {
    std::set<std::string> ended;
    std::optional<std::string> last, older;
    bool whole = false; // whether one of the whole pipeline has completed since
    for (run_record const& run : in.runs()) {
        if (run.pipeline() != pipeline || run.status() == run_status::running) continue;
        if (!last) last = run.id();
        bool const completed = run.status() == run_status::completed;
        auto const origin = run.origin();
        // One that was killed before it wrote what it was given has done nothing.
        bool const empty = origin && run.values().empty();
        if (!completed && !empty && !ended.contains(run.id())) {
            if (!whole) return run;
            older = run.id();
            break;
        }
        whole = whole || (completed && !run.sliced());
        if (origin && !empty && (!run.sliced() || is_sliced(in, *origin)))
            ended.insert(*origin); // unless it went on with a part of that
    }
    throw repo_error(
        "there is no run of pipeline '" + std::string(pipeline) + "' to resume in " +
        in.describe() +
        (last ? ": the last one, '" + *last + "', has completed" : ": none has been recorded") +
        (older ? "; an older one did not: name '" + *older + "' to go on with that" : ""));
}

LEAT_DECL std::optional<std::vector<std::string>> run_origin::slice() const {
    std::optional<std::vector<std::string>> all = slice_;
    if (all) all->insert(all->end(), from_.begin(), from_.end());
    return all;
}

LEAT_DECL bool run_origin::is_asked(std::string_view name) const {
    return std::ranges::find(asked_, name) != asked_.end();
}

LEAT_DECL run_param const* run_origin::param(std::string_view name) const {
    auto const at = std::ranges::find(params_, name, &run_param::name);
    return at == params_.end() ? nullptr : &*at;
}

LEAT_DECL recorded_value const* run_origin::find(digest const& key, std::string_view name) const {
    auto const at = values_.find(std::pair(key, std::string(name)));
    return at == values_.end() ? nullptr : &at->second;
}

LEAT_DECL void run_origin::refuse_rerun(std::string_view pipeline, std::string_view name,
                                        std::string_view near) const {
    throw repo_error("pipeline '" + std::string(pipeline) + "' has no '" + std::string(name) +
                     "' to resume from" +
                     (near.empty() ? "" : "; did you mean '" + std::string(near) + "'?"));
}

LEAT_DECL bool run_origin::is_sliced(repo const& in, std::string const& id) {
    try {
        return in.run(id).sliced();
    } catch (repo_error const&) { // it was removed
        return true;
    }
}

LEAT_DECL void run_origin::check(run_record const& run, std::string_view pipeline) const {
    if (run.pipeline() != pipeline)
        throw repo_error("run '" + run.id() + "' is one of pipeline '" + run.pipeline() +
                         "', so pipeline '" + std::string(pipeline) + "' cannot resume it");
    if (run.status() == run_status::running)
        throw repo_error("run '" + run.id() +
                         "' is alive, so it cannot be resumed; wait for it, or stop it");
    if (auto const origin = run.origin(); origin && run.values().empty())
        throw repo_error("run '" + run.id() + "' was killed before it did anything; resume '" +
                         *origin + "', from which it was to go on");
}

LEAT_DECL std::optional<run_record> run_origin::newest_after(std::string id) const {
    std::optional<run_record> found;
    for (;;) {
        std::vector<std::string> const next = runs_after(id);
        if (next.empty()) return found;
        found = repo_.run(id = next.front());
    }
}

LEAT_DECL std::vector<std::string> run_origin::runs_after(std::string const& id) const {
    std::vector<std::string> all;
    if (auto const use = repo_.state()->reading("find runs in")) {
        statement row(*use, "SELECT id FROM runs WHERE origin = ? AND removing = 0 "
                            "ORDER BY id DESC");
        row.bind(id);
        while (row.step()) all.push_back(row.text(0));
    }
    return all;
}

LEAT_DECL void run_origin::read(run_record const& run) {
    id_ = run.id();
    asked_ = run.asked();
    sliced_ = run.sliced();
    slice_ = run.slice();
    params_ = run.params();
    read_done(run, true);
    hide(run);
    std::set<std::string> seen{id_};
    for (auto before = run.info().origin; before && seen.insert(*before).second;) {
        std::optional<run_record> const earlier = find_run(*before);
        if (!earlier) break; // it was removed
        read_done(*earlier, false, hidden_);
        hide(*earlier);
        before = earlier->info().origin;
    }
    std::vector<std::string> later{id_};
    for (std::size_t i = 0; i < later.size(); ++i)
        for (std::string const& next : runs_after(later[i])) {
            std::optional<run_record> const one = find_run(next);
            if (!one || !seen.insert(next).second) continue;
            read_done(*one, false);
            later.push_back(next);
        }
}

LEAT_DECL void run_origin::hide(run_record const& run) {
    for (std::string& name : run.anew()) hidden_.insert(std::move(name));
}

LEAT_DECL void run_origin::read_done(run_record const& run, bool with_given,
                                     std::set<std::string, std::less<>> const& hidden) {
    for (run_value const& value : run.values()) {
        if (value.key == digest{} ? !with_given : hidden.contains(value.name)) continue;
        values_.try_emplace({value.key, value.name},
                            recorded_value{value.content, value.version, value.bytes});
        types_.try_emplace(value.name, value.type);
    }
    for (node_report const& node : run.info().nodes)
        if (node.key != digest{} && !hidden.contains(node.name) &&
            (node.status == node_status::ran || node.status == node_status::hit ||
             node.status == node_status::resumed))
            done_.insert(node.key);
}

LEAT_DECL std::optional<run_record> run_origin::find_run(std::string const& id) const {
    try {
        return repo_.run(id);
    } catch (repo_error const&) {
        return std::nullopt;
    }
}

} // namespace leat::detail
