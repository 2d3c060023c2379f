// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/metric_buffer.hpp>
#include <leat/repo/run_rows.hpp>
#include <leat/repo/state.hpp>
#include <leat/repo/transaction.hpp>
#include <leat/info/metric.hpp>
#include <leat/support/file_bytes.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <unistd.h>

namespace leat {

/// A run while it is recorded: from `repo::begin` to `close`. Any number of threads may use it at
/// once. What was recorded is kept in memory for up to about a second, until the next call after
/// that; the values of a node are on file when `node` returns.
///
/// What cannot be written is an error of the call that tried to, after 10 s at most, and is kept
/// and tried again by the next one that writes; up to 64 MiB of metrics are kept so.
///
/// A forked child must not use it; that it is destroyed there does nothing.
class run_writer {
public:
    run_writer(std::shared_ptr<detail::repo_state> state, std::string id, detail::run_lock lock)
        : state_(std::move(state)), id_(std::move(id)), lock_(std::move(lock)) {}
    run_writer(run_writer const&) = delete;
    run_writer& operator=(run_writer const&) = delete;
    /// Closes it as failed, unless it was closed. Does not throw.
    ~run_writer() {
        if (closed_ || state_->here().pid != ::getpid()) return;
        try {
            close({.status = run_status::failed, .reason = "the run was abandoned"});
        } catch (...) { // it will be seen as crashed
        }
    }

    std::string const& id() const noexcept { return id_; }

    /// What became of the node at that position in the order of the graph; again, in place of what
    /// was there. Written at once when the node has taken more than 5 ms, or values are waiting.
    void node(std::size_t position, node_report const& report) {
        bool const now = add("node '" + report.name + "'", [&] {
            rows_.nodes.insert_or_assign(position, report);
            return !rows_.values.empty() || report.time > std::chrono::milliseconds(5);
        });
        if (now) flush();
    }

    /// A value that is in the store of the repo; `hold` was taken before its bytes were put there.
    /// Is on file after the next `node` or `flush`, which should follow soon.
    void value(run_value const& value, repo_hold const& hold) {
        add("value '" + value.name + "'", [&] {
            if (!rows_.held) rows_.held = hold;
            rows_.values.push_back(value);
            return false;
        });
    }

    void param(std::string_view name, param_value value, std::string_view type) {
        add("parameter '" + std::string(name) + "'", [&] {
            rows_.params.push_back({std::string(name), std::move(value), std::string(type)});
            return false;
        });
    }

    void tag(std::string_view text) {
        add("tag '" + std::string(text) + "'", [&] {
            rows_.tags.emplace_back(text);
            return false;
        });
    }

    /// Keeps the content of a file. Throws `leat::error` when it cannot be read. Cost: holds it in
    /// memory meanwhile.
    void artifact(std::string_view name, std::filesystem::path const& file) {
        detail::file_bytes const bytes = detail::read_bytes(file);
        artifact(name, file.filename().string(), bytes.view());
    }
    /// Keeps `bytes` as if they had come from a file of that name.
    void artifact(std::string_view name, std::string_view file, std::string_view bytes) {
        repo_hold const hold = state_->hold_values(false);
        digest const content = put_blob(state_->store(), bytes);
        add("artifact '" + std::string(name) + "'", [&] {
            rows_.artifacts.push_back(
                {std::string(name), std::string(file), content, bytes.size()});
            if (!rows_.held) rows_.held = hold;
            return true;
        });
        flush();
    }

    /// Tracks a number. What a metric is, a number or a text, is fixed by its first value. Throws
    /// `repo_error` for the other, after `close`, and for what is under `flush`. Cost: well under
    /// 1 us, with what writing it takes.
    void metric(std::string_view name, double value, metric_at const& at = {}) {
        track(name, value, at);
    }
    /// Tracks a text.
    void metric(std::string_view name, std::string_view text, metric_at const& at = {}) {
        track(name, text, at);
    }
    void metric(std::string_view name, char const* text, metric_at const& at = {}) {
        track(name, std::string_view(text), at);
    }

    /// Writes all that waits, as a whole. Throws `repo_error` when it cannot, within 10 s or so.
    void flush() {
        std::lock_guard const one_at_a_time(flushing_);
        if (closed_) return;
        write([](detail::database&) {});
    }

    /// Ends the run: writes all that is left and the end as a whole, keeps its record in the store,
    /// and lets go of its lock. Once is enough: then it does nothing. Throws `repo_error` when it
    /// cannot be written; then the run has ended nevertheless, and is seen as crashed.
    void close(run_end const& end) {
        std::lock_guard const one_at_a_time(flushing_);
        if (closed_) return;
        {
            std::lock_guard const hold(guard_);
            closed_ = true;
        }
        detail::run_lock held = std::move(lock_); // let go of last
        bool all = true;
        auto const finish = [&](detail::database& db) {
            run_end known = end;
            if (!all) known.reason += " (what was tracked last could not be written)";
            detail::end_run(db, id_, known);
            if (all)
                state_->store().put(std::string(detail::record_prefix) + id_,
                                    detail::write_record(db, id_));
        };
        try {
            write(finish);
        } catch (...) {
            try { // perhaps there is room for this
                all = false;
                rows_ = {};
                metrics_ = {};
                write(finish);
            } catch (...) {
                held.abandon(); // then it has crashed, though its process goes on
            }
            throw;
        }
    }

    bool closed() const {
        std::lock_guard const hold(guard_);
        return closed_;
    }

private:
    static constexpr std::size_t flush_at = std::size_t{1} << 20, most = std::size_t{64} << 20;

    void check_open(std::string_view what) const {
        if (closed_)
            throw repo_error("run '" + id_ + "' is closed, so " + std::string(what) +
                             " cannot be added to it; do so before its end");
    }

    template <class Add>
    bool add(std::string const& what, Add added) {
        std::lock_guard const hold(guard_);
        check_open(what);
        return added();
    }

    template <class Value>
    void track(std::string_view name, Value value, metric_at const& at) {
        std::int64_t const now = detail::since_1970(std::chrono::system_clock::now());
        for (bool added = false; !added;) {
            {
                std::lock_guard const hold(guard_);
                if (closed_) check_open("metric '" + std::string(name) + "'");
                added = metrics_.bytes() < most;
                if (added) {
                    metrics_.add(id_, name, at.context, at.step, now, value);
                    bool const much = metrics_.bytes() > flush_at && !failed_;
                    if (!much && now - flushed_ < 1'000'000'000 && now >= flushed_) return;
                    flushed_ = now;
                }
            }
            // Who comes while another thread writes leaves it to that one, if there is room.
            std::unique_lock one_at_a_time(flushing_, std::defer_lock);
            if (added)
                (void)one_at_a_time.try_lock();
            else
                one_at_a_time.lock();
            if (one_at_a_time && !closed_) write([](detail::database&) {});
        }
    }

    void check_listed(detail::database& db) const {
        detail::statement row(db, "SELECT 1 FROM runs WHERE id = ? AND removing = 0");
        if (!row.bind(id_).step())
            throw repo_error("run '" + id_ + "' is no longer in the repo '" +
                             state_->shown().string() +
                             "', so that nothing can be added to it: " + "somebody has removed it");
    }

    // Requires `flushing_`.
    template <class More>
    void write(More more) {
        detail::waiting_rows rows;
        std::vector<detail::metric_sequence> points;
        {
            std::lock_guard const hold(guard_);
            rows = std::exchange(rows_, {});
            points = metrics_.take();
            flushed_ = detail::since_1970(std::chrono::system_clock::now());
        }
        try {
            auto const use = state_->writing("write run '" + id_ + "' to");
            detail::transaction change(*use);
            check_listed(*use);
            detail::write_rows(*use, id_, rows);
            detail::write_metrics(*use, id_, points);
            more(*use);
            change.commit();
        } catch (...) {
            std::lock_guard const hold(guard_);
            failed_ = true;
            rows_.give_back(std::move(rows));
            metrics_.give_back(std::move(points));
            throw;
        }
        std::lock_guard const hold(guard_);
        failed_ = false;
    }

    std::shared_ptr<detail::repo_state> state_;
    std::string id_;
    detail::run_lock lock_;
    std::mutex flushing_{};
    mutable std::mutex guard_{}; // of what follows
    bool closed_ = false;
    bool failed_ = false; // to write, the last time
    std::int64_t flushed_ = detail::since_1970(std::chrono::system_clock::now());
    detail::waiting_rows rows_{};
    detail::metric_buffer metrics_{};
};

} // namespace leat
