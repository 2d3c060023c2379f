// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>
#include <leat/repo/compare.hpp>
#include <leat/repo/fwd.hpp>
#include <leat/repo/query.hpp>
#include <leat/repo/repo_store.hpp>
#include <leat/repo/run_record.hpp>
#include <leat/support/config.hpp>

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leat {

/// Runs that a query has found.
struct run_list : std::vector<run_record> {
    std::vector<std::string> notes{}; ///< what of the query could not be answered, for people
};

namespace detail {

/// What a repo is to who looks for runs.
class repo_reader : public repo_store {
public:
    using repo_store::repo_store;

    /// All runs, the newest first. Those whose process is gone are crashed. Cost: under 1 us each;
    /// what they did is read when it is asked for.
    LEAT_DECL std::vector<run_record> runs() const;

    /// The run of that id, or of the only id that begins so, else that ends so. Throws
    /// `repo_error`, with the nearest id, when there is none, or several.
    LEAT_DECL run_record run(std::string_view id) const;

    /// The runs that a query finds, the newest first: `repo.runs(leat::where("ridge") > 0.1)`, or
    /// in text `repo.runs("ridge > 0.1 and status == completed")`. `notes` of the result says which
    /// names no run has, and of which runs a comparison could not be made. Throws: `query_error`,
    /// with line and column, for a text that is no query.
    LEAT_DECL run_list runs(query const& wanted) const;
    LEAT_DECL run_list runs(std::string_view text) const;

    /// Of the runs that a query finds and that have this metric, that whose last value is the
    /// lowest. Throws: `repo_error` when there is none.
    LEAT_DECL run_record lowest(std::string_view metric, query const& wanted = {}) const;
    /// The same for the highest.
    LEAT_DECL run_record highest(std::string_view metric, query const& wanted = {}) const;

    /// In what two runs differ: parameters, last values of metrics, what became of nodes, times
    /// that are far apart. Throws: as `run`.
    LEAT_DECL run_comparison compare(std::string_view left, std::string_view right) const;

    /// The newest run; nothing when there is none.
    LEAT_DECL std::optional<run_record> latest() const;
    /// The newest run of a pipeline: `repo.latest<forecast>()`, or by its name.
    template <auto const& P>
    std::optional<run_record> latest() const {
        return latest(P.name.view());
    }
    LEAT_DECL std::optional<run_record> latest(std::string_view pipeline) const;

private:
    // With what the text has for a `?`, if it has one.
    LEAT_DECL std::vector<run_record> records(std::string_view sql,
                                              std::optional<std::string_view> value = {}) const;

    LEAT_DECL std::vector<run_record> records_where(query_statement const& where) const;
    LEAT_DECL void read_all(statement& row, std::set<std::string> const& crashed,
                            std::vector<run_record>& all) const;

    LEAT_DECL run_record extreme(std::string_view name, query const& wanted, int sign) const;

    LEAT_DECL static compared_run described(run_record const& run, run_info const& info);

    LEAT_DECL static std::optional<run_record> first(std::vector<run_record> found);
};

} // namespace detail
} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/repo_reader.ipp>
#endif
