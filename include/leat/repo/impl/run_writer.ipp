// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/info/info.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/liveness.hpp>
#include <leat/repo/record_file.hpp>
#include <leat/repo/run_writer.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/repo/state.hpp>
#include <leat/repo/transaction.hpp>
#include <leat/support/file_bytes.hpp>

#include <utility>

#include <unistd.h>

namespace leat {

template <class Add>
bool run_writer::add(std::string const& what, Add added) {
    std::lock_guard const hold(guard_);
    check_open(what);
    return added();
}

template <class Value>
void run_writer::track(std::string_view name, Value value, metric_at const& at) {
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

template <class More>
void run_writer::write(More more) {
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

LEAT_DECL run_writer::run_writer(std::shared_ptr<detail::repo_state> state, std::string id,
                                 detail::run_lock lock)
    : state_(std::move(state)), id_(std::move(id)), lock_(std::move(lock)) {}

LEAT_DECL run_writer::~run_writer() {
    if (closed_ || state_->here().pid != ::getpid()) return;
    try {
        close({.status = run_status::failed, .reason = "the run was abandoned"});
    } catch (...) { // it will be seen as crashed
    }
}

LEAT_DECL void run_writer::node(std::size_t position, node_report const& report) {
    bool const now = add("node '" + report.name + "'", [&] {
        rows_.nodes.insert_or_assign(position, report);
        return !rows_.values.empty() || report.time > std::chrono::milliseconds(5);
    });
    if (now) flush();
}

LEAT_DECL void run_writer::value(run_value const& value, repo_hold const& hold) {
    add("value '" + value.name + "'", [&] {
        if (!rows_.held) rows_.held = hold;
        rows_.values.push_back(value);
        return false;
    });
}

LEAT_DECL void run_writer::param(std::string_view name, param_value value, std::string_view type,
                                 bool given) {
    add("parameter '" + std::string(name) + "'", [&] {
        rows_.params.push_back({std::string(name), std::move(value), std::string(type), given});
        return false;
    });
}

LEAT_DECL void run_writer::tag(std::string_view text) {
    add("tag '" + std::string(text) + "'", [&] {
        rows_.tags.emplace_back(text);
        return false;
    });
}

LEAT_DECL void run_writer::artifact(std::string_view name, std::filesystem::path const& file) {
    detail::file_bytes const bytes = detail::read_bytes(file);
    artifact(name, file.filename().string(), bytes.view());
}

LEAT_DECL void run_writer::artifact(std::string_view name, std::string_view file,
                                    std::string_view bytes) {
    repo_hold const hold = state_->hold_values(false);
    digest const content = put_blob(state_->store(), bytes);
    add("artifact '" + std::string(name) + "'", [&] {
        rows_.artifacts.push_back({std::string(name), std::string(file), content, bytes.size()});
        if (!rows_.held) rows_.held = hold;
        return true;
    });
    flush();
}

LEAT_DECL void run_writer::metric(std::string_view name, double value, metric_at const& at) {
    track(name, value, at);
}

LEAT_DECL void run_writer::metric(std::string_view name, std::string_view text,
                                  metric_at const& at) {
    track(name, text, at);
}

LEAT_DECL void run_writer::metric(std::string_view name, char const* text, metric_at const& at) {
    track(name, std::string_view(text), at);
}

LEAT_DECL void run_writer::flush() {
    std::lock_guard const one_at_a_time(flushing_);
    if (closed_) return;
    write([](detail::database&) {});
}

LEAT_DECL void run_writer::close(run_end const& end) {
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

LEAT_DECL bool run_writer::closed() const {
    std::lock_guard const hold(guard_);
    return closed_;
}

LEAT_DECL void run_writer::check_open(std::string_view what) const {
    if (closed_)
        throw repo_error("run '" + id_ + "' is closed, so " + std::string(what) +
                         " cannot be added to it; do so before its end");
}

LEAT_DECL void run_writer::check_listed(detail::database& db) const {
    detail::statement row(db, "SELECT 1 FROM runs WHERE id = ? AND removing = 0");
    if (!row.bind(id_).step())
        throw repo_error("run '" + id_ + "' is no longer in the repo '" + state_->shown().string() +
                         "', so that nothing can be added to it: " + "somebody has removed it");
}

} // namespace leat
