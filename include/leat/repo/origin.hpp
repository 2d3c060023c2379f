// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/slice.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/repo.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/repo/state.hpp>
#include <leat/run/kept.hpp>
#include <leat/run/resume.hpp>
#include <leat/support/nearest.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

/// The run that another one goes on from, as long as that one runs: nobody else goes on from it
/// meanwhile.
class run_origin {
public:
    /// Finds the run, and reads what it has done. Waits while somebody else goes on from it; then
    /// what that run has done is there too. Throws: `repo_error`.
    run_origin(repo const& from, std::string_view pipeline, resume_wish const& wish)
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

    /// Of the runs that did not complete, the newest that no completed one goes back to. Throws:
    /// `repo_error` when there is none.
    static run_record last_unfinished(repo const& in, std::string_view pipeline) {
        std::set<std::string> ended;
        std::optional<std::string> last;
        for (run_record const& run : in.runs()) {
            if (run.pipeline() != pipeline || run.status() == run_status::running) continue;
            if (!last) last = run.id();
            bool const completed = run.status() == run_status::completed;
            auto const origin = run.origin();
            // One that was killed before it wrote what it was given has done nothing.
            bool const empty = origin && run.values().empty();
            if (!completed && !empty && !ended.contains(run.id())) return run;
            if (origin && !empty && (!run.sliced() || is_sliced(in, *origin)))
                ended.insert(*origin); // unless it went on with a part of that
        }
        throw repo_error(
            "there is no run of pipeline '" + std::string(pipeline) + "' to resume in " +
            in.describe() +
            (last ? ": the last one, '" + *last + "', has completed" : ": none has been recorded"));
    }

    std::string const& id() const noexcept { return id_; }
    std::vector<std::string> const& asked() const noexcept { return asked_; }
    bool sliced() const noexcept { return sliced_; }
    /// Values of the nodes that it ran, if it ran a part and says which; with those that are to run
    /// again by name.
    std::optional<std::vector<std::string>> slice() const {
        std::optional<std::vector<std::string>> all = slice_;
        if (all) all->insert(all->end(), from_.begin(), from_.end());
        return all;
    }
    /// Whether what runs before it had under that name does not count: it was to be made anew.
    bool is_hidden(std::string_view name) const { return hidden_.contains(name); }
    bool is_asked(std::string_view name) const {
        return std::ranges::find(asked_, name) != asked_.end();
    }

    /// What the run was given under that name, or null.
    recorded_value const* given(std::string_view name) const { return find(digest{}, name); }
    std::string const& type_of(std::string_view name) const { return types_.find(name)->second; }
    run_param const* param(std::string_view name) const {
        auto const at = std::ranges::find(params_, name, &run_param::name);
        return at == params_.end() ? nullptr : &*at;
    }

    /// Whether a node with that key came to its end.
    bool has_done(digest const& key) const { return done_.contains(key); }
    /// What it returned under that name, or null.
    recorded_value const* find(digest const& key, std::string_view name) const {
        auto const at = values_.find(std::pair(key, std::string(name)));
        return at == values_.end() ? nullptr : &at->second;
    }

    /// The items of a pipeline that are to run in any case. Throws: `repo_error` for a name that
    /// the pipeline does not have.
    template <auto const& P>
    std::array<bool, counts_of<P>.items> again() const {
        if (from_.empty()) return {};
        auto const m =
            members(solved<P>, listed_slice<slice_kind::from>{{from_.begin(), from_.end()}});
        if (m.unknown == npos) return m.holds;
        std::size_t const near = nearest(from_[m.unknown], solved<P>.value_names.size(),
                                         [](std::size_t v) { return solved<P>.name(v); });
        throw repo_error(
            "pipeline '" + std::string(P.name.view()) + "' has no '" + from_[m.unknown] +
            "' to resume from" +
            (near == npos ? "" : "; did you mean '" + std::string(solved<P>.name(near)) + "'?"));
    }

private:
    static bool is_sliced(repo const& in, std::string const& id) {
        try {
            return in.run(id).sliced();
        } catch (repo_error const&) { // it was removed
            return true;
        }
    }

    void check(run_record const& run, std::string_view pipeline) const {
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

    // The newest run that goes on from this one, or from one that does.
    std::optional<run_record> newest_after(std::string id) const {
        std::optional<run_record> found;
        for (;;) {
            std::vector<std::string> const next = runs_after(id);
            if (next.empty()) return found;
            found = repo_.run(id = next.front());
        }
    }
    // Those that go on from it, the newest first.
    std::vector<std::string> runs_after(std::string const& id) const {
        std::vector<std::string> all;
        if (auto const use = repo_.state()->reading("find runs in")) {
            statement row(*use, "SELECT id FROM runs WHERE origin = ? AND removing = 0 "
                                "ORDER BY id DESC");
            row.bind(id);
            while (row.step()) all.push_back(row.text(0));
        }
        return all;
    }

    // Of the runs before it too: it may have been killed before it took over what they had done.
    // And of those that went on from it, so that nothing is done twice. What was done is known by
    // its key, so that it does not matter which run did it.
    void read(run_record const& run) {
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
    void hide(run_record const& run) {
        for (std::string& name : run.anew()) hidden_.insert(std::move(name));
    }
    void read_done(run_record const& run, bool with_given,
                   std::set<std::string, std::less<>> const& hidden = {}) {
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
    std::optional<run_record> find_run(std::string const& id) const {
        try {
            return repo_.run(id);
        } catch (repo_error const&) {
            return std::nullopt;
        }
    }

    repo const& repo_;
    std::vector<std::string> from_;
    std::optional<folder_lock> lock_{};
    std::string id_{};
    std::vector<std::string> asked_{};
    bool sliced_ = false;
    std::optional<std::vector<std::string>> slice_{};
    std::set<std::string, std::less<>> hidden_{};
    std::vector<run_param> params_{};
    std::map<std::pair<digest, std::string>, recorded_value> values_{};
    std::map<std::string, std::string, std::less<>> types_{};
    std::set<digest> done_{};
};

} // namespace leat::detail
