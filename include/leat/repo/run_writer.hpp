// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/fwd.hpp>
#include <leat/repo/liveness.hpp>
#include <leat/repo/metric_buffer.hpp>
#include <leat/repo/run_rows.hpp>
#include <leat/info/info.hpp>
#include <leat/info/metric.hpp>
#include <leat/support/config.hpp>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

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
    LEAT_DECL run_writer(std::shared_ptr<detail::repo_state> state, std::string id,
                         detail::run_lock lock);
    run_writer(run_writer const&) = delete;
    run_writer& operator=(run_writer const&) = delete;
    /// Closes it as failed, unless it was closed. Does not throw.
    LEAT_DECL ~run_writer();

    std::string const& id() const noexcept { return id_; }

    /// What became of the node at that position in the order of the graph; again, in place of what
    /// was there. Written at once when the node has taken more than 5 ms, or values are waiting.
    LEAT_DECL void node(std::size_t position, node_report const& report);

    /// A value that is in the store of the repo; `hold` was taken before its bytes were put there.
    /// Is on file after the next `node` or `flush`, which should follow soon.
    LEAT_DECL void value(run_value const& value, repo_hold const& hold);

    LEAT_DECL void param(std::string_view name, param_value value, std::string_view type,
                         bool given = true);

    LEAT_DECL void tag(std::string_view text);

    /// Keeps the content of a file. Throws `leat::error` when it cannot be read. Cost: holds it in
    /// memory meanwhile.
    LEAT_DECL void artifact(std::string_view name, std::filesystem::path const& file);
    /// Keeps `bytes` as if they had come from a file of that name.
    LEAT_DECL void artifact(std::string_view name, std::string_view file, std::string_view bytes);

    /// Tracks a number. What a metric is, a number or a text, is fixed by its first value. Throws
    /// `repo_error` for the other, after `close`, and for what is under `flush`. Cost: well under
    /// 1 us, with what writing it takes.
    LEAT_DECL void metric(std::string_view name, double value, metric_at const& at = {});
    /// Tracks a text.
    LEAT_DECL void metric(std::string_view name, std::string_view text, metric_at const& at = {});
    LEAT_DECL void metric(std::string_view name, char const* text, metric_at const& at = {});

    /// Writes all that waits, as a whole. Throws `repo_error` when it cannot, within 10 s or so.
    LEAT_DECL void flush();

    /// Ends the run: writes all that is left and the end as a whole, keeps its record in the store,
    /// and lets go of its lock. Once is enough: then it does nothing. Throws `repo_error` when it
    /// cannot be written; then the run has ended nevertheless, and is seen as crashed.
    LEAT_DECL void close(run_end const& end);

    LEAT_DECL bool closed() const;

private:
    static constexpr std::size_t flush_at = std::size_t{1} << 20, most = std::size_t{64} << 20;

    LEAT_DECL void check_open(std::string_view what) const;

    template <class Add>
    bool add(std::string const& what, Add added);

    template <class Value>
    void track(std::string_view name, Value value, metric_at const& at);

    LEAT_DECL void check_listed(detail::database& db) const;

    // Requires `flushing_`.
    template <class More>
    void write(More more);

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

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/run_writer.ipp>
#endif
