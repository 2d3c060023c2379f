// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/session_record.hpp>
#include <leat/repo/repo.hpp>
#include <leat/session/resume.hpp>
#include <leat/support/config.hpp>

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
    LEAT_DECL run_origin(repo const& from, std::string_view pipeline, resume_wish const& wish);

    /// Of the runs that did not complete, the newest that no completed one goes back to. Throws:
    /// `repo_error` when there is none.
    LEAT_DECL static run_record last_unfinished(repo const& in, std::string_view pipeline);

    std::string const& id() const noexcept { return id_; }
    std::vector<std::string> const& asked() const noexcept { return asked_; }
    bool sliced() const noexcept { return sliced_; }
    /// Values of the nodes that it ran, if it ran a part and says which; with those that are to run
    /// again by name.
    LEAT_DECL std::optional<std::vector<std::string>> slice() const;
    /// Whether what runs before it had under that name does not count: it was to be made anew.
    bool is_hidden(std::string_view name) const { return hidden_.contains(name); }
    LEAT_DECL bool is_asked(std::string_view name) const;

    /// What the run was given under that name, or null.
    recorded_value const* given(std::string_view name) const { return find(digest{}, name); }
    std::string const& type_of(std::string_view name) const { return types_.find(name)->second; }
    LEAT_DECL run_param const* param(std::string_view name) const;

    /// Whether a node with that key came to its end.
    bool has_done(digest const& key) const { return done_.contains(key); }
    /// What it returned under that name, or null.
    LEAT_DECL recorded_value const* find(digest const& key, std::string_view name) const;

    /// Values of which the nodes, and what follows, run in any case.
    std::vector<std::string> const& rerun_from() const noexcept { return from_; }
    /// Throws `repo_error`: the pipeline has no value of that name to resume from.
    [[noreturn]] LEAT_DECL void refuse_rerun(std::string_view pipeline, std::string_view name,
                                             std::string_view near) const;

private:
    LEAT_DECL static bool is_sliced(repo const& in, std::string const& id);

    LEAT_DECL void check(run_record const& run, std::string_view pipeline) const;

    // The newest run that goes on from this one, or from one that does.
    LEAT_DECL std::optional<run_record> newest_after(std::string id) const;
    // Those that go on from it, the newest first.
    LEAT_DECL std::vector<std::string> runs_after(std::string const& id) const;

    // Of the runs before it too: it may have been killed before it took over what they had done.
    // And of those that went on from it, so that nothing is done twice. What was done is known by
    // its key, so that it does not matter which run did it.
    LEAT_DECL void read(run_record const& run);
    LEAT_DECL void hide(run_record const& run);
    LEAT_DECL void read_done(run_record const& run, bool with_given,
                             std::set<std::string, std::less<>> const& hidden = {});
    LEAT_DECL std::optional<run_record> find_run(std::string const& id) const;

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

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/origin.ipp>
#endif
