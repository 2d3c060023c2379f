// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/compare.hpp>
#include <leat/repo/query_notes.hpp>
#include <leat/repo/query_sql.hpp>
#include <leat/repo/query_text.hpp>
#include <leat/repo/removal.hpp>
#include <leat/repo/repo_store.hpp>
#include <leat/repo/run_details.hpp>
#include <leat/repo/sweep.hpp>
#include <leat/serial/shown.hpp>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
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
    std::vector<run_record> runs() const {
        return records("SELECT id, pipeline, status, began FROM runs WHERE removing = 0 "
                       "ORDER BY id DESC");
    }

    /// The run of that id, or of the only id that begins so. Throws `repo_error`, with the nearest
    /// id, when there is none, or several.
    run_record run(std::string_view id) const {
        auto found = records("SELECT id, pipeline, status, began FROM runs "
                             "WHERE id >= ?1 AND id < ?1 || '~' AND removing = 0 "
                             "ORDER BY id LIMIT 2",
                             id);
        if (found.size() == 1 || (!found.empty() && found.front().id() == id))
            return std::move(found.front());
        if (found.size() > 1)
            throw repo_error("several runs in the repo '" + state_->shown().string() +
                             "' begin with '" + std::string(id) + "', as '" + found[0].id() +
                             "' and '" + found[1].id() + "'; give more of the id");
        if (auto const use = state_->reading("find a run in"))
            throw_unknown_run(*use, id, state_->shown());
        throw repo_error("there is no run '" + std::string(id) + "' in the repo '" +
                         state_->shown().string() + "', which has none yet");
    }

    /// The runs that a query finds, the newest first: `repo.runs(leat::where("ridge") > 0.1)`, or
    /// in text `repo.runs("ridge > 0.1 and status == completed")`. `notes` of the result says which
    /// names no run has, and of which runs a comparison could not be made. Throws: `query_error`,
    /// with line and column, for a text that is no query.
    run_list runs(query const& wanted) const {
        query_statement const where = query_sql(wanted);
        run_list found;
        static_cast<std::vector<run_record>&>(found) =
            records_where("SELECT id, pipeline, status, began FROM runs WHERE removing = 0 AND " +
                              where.sql + " ORDER BY id DESC",
                          where.bound);
        if (auto const use = state_->reading("look through the runs of"))
            found.notes = query_notes(*use, wanted);
        return found;
    }
    run_list runs(std::string_view text) const { return runs(parse_query(text)); }

    /// Of the runs that a query finds and that have this metric, that whose last value is the
    /// lowest. Throws: `repo_error` when there is none.
    run_record lowest(std::string_view metric, query const& wanted = {}) const {
        return extreme(metric, wanted, 1);
    }
    /// The same for the highest.
    run_record highest(std::string_view metric, query const& wanted = {}) const {
        return extreme(metric, wanted, -1);
    }

    /// In what two runs differ: parameters, last values of metrics, what became of nodes, times
    /// that are far apart. Throws: as `run`.
    run_comparison compare(std::string_view left, std::string_view right) const {
        run_record const one = run(left), other = run(right);
        run_info const first = one.info(), second = other.info();
        return compare_runs(described(one, first), described(other, second));
    }

    /// The newest run; nothing when there is none.
    std::optional<run_record> latest() const {
        return first(records("SELECT id, pipeline, status, began FROM runs WHERE removing = 0 "
                             "ORDER BY id DESC LIMIT 1"));
    }
    /// The newest run of a pipeline: `repo.latest<forecast>()`, or by its name.
    template <auto const& P>
    std::optional<run_record> latest() const {
        return latest(P.name.view());
    }
    std::optional<run_record> latest(std::string_view pipeline) const {
        return first(records("SELECT id, pipeline, status, began FROM runs WHERE pipeline = ? AND "
                             "removing = 0 ORDER BY id DESC LIMIT 1",
                             pipeline));
    }

private:
    template <class... Values>
    std::vector<run_record> records(std::string_view sql, Values const&... values) const {
        std::vector<run_record> all;
        bool const read_only = state_->read_only();
        auto const use = state_->reading("list the runs of");
        if (!use) return all;
        std::set<std::string> const crashed = sweep(*state_, *use, read_only);
        statement row(*use, sql);
        row.bind(values...);
        read_all(row, crashed, all);
        return all;
    }

    template <class Bound>
    static void bind_all(statement& row, Bound const& bound) {
        int at = 0;
        for (auto const& value : bound)
            std::visit([&](auto const& one) { row.set(++at, one); }, value);
    }
    template <class Bound>
    std::vector<run_record> records_where(std::string const& sql, Bound const& bound) const {
        std::vector<run_record> all;
        bool const read_only = state_->read_only();
        auto const use = state_->reading("list the runs of");
        if (!use) return all;
        std::set<std::string> const crashed = sweep(*state_, *use, read_only);
        statement row(*use, sql);
        bind_all(row, bound);
        read_all(row, crashed, all);
        return all;
    }
    void read_all(statement& row, std::set<std::string> const& crashed,
                  std::vector<run_record>& all) const {
        while (row.step()) {
            run_record& made =
                all.emplace_back(state_, row.text(0), row.text(1),
                                 static_cast<run_status>(row.integer(2)), row.integer(3));
            if (!crashed.empty() && crashed.contains(made.id())) made.show_crashed();
        }
    }

    run_record extreme(std::string_view name, query const& wanted, int sign) const {
        std::optional<run_record> found;
        double least = 0;
        for (run_record const& one : runs(wanted && leat::metric(std::string(name)).exists()))
            for (run_metric const& metric : one.metric_names()) {
                double const* const last = std::get_if<double>(&metric.last);
                if (metric.name != name || !metric.context.empty() || !last) continue;
                if (found && sign * *last >= least) continue;
                found = one;
                least = sign * *last;
            }
        if (found) return *found;
        throw repo_error("no run that was asked for in " + describe() + " has a metric '" +
                         std::string(name) + "'");
    }

    static compared_run described(run_record const& run, run_info const& info) {
        compared_run made{info};
        for (run_param const& param : run.params())
            made.params.push_back({param.name, param.text()});
        for (run_metric const& metric : run.metric_names())
            made.metrics.push_back(
                {metric.context.empty() ? metric.name : metric.name + "[" + metric.context + "]",
                 run_param{.name = {}, .value = metric.last, .type = {}}.text()});
        return made;
    }

    static std::optional<run_record> first(std::vector<run_record> found) {
        if (found.empty()) return std::nullopt;
        return std::move(found.front());
    }
};

} // namespace detail
} // namespace leat
