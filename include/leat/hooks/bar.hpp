// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/units.hpp>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <signal.h>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <unistd.h>
#include <vector>

// What `progress` is made of: how far a run is, the text of its bar, and writing it.
namespace leat::detail {

/// Writes all of the text, or gives up without a word: no exception, and no SIGPIPE for this
/// thread.
inline void write_quietly(int descriptor, std::string_view text) noexcept {
    sigset_t pipe, before, pending;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, &before);
    sigpending(&pending);
    bool const was_pending = sigismember(&pending, SIGPIPE) == 1;
    while (!text.empty()) {
        auto const count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) break;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    sigpending(&pending);
    if (int signal = 0; !was_pending && sigismember(&pending, SIGPIPE) == 1)
        sigwait(&pipe, &signal); // ours: taken, so that it is not delivered
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

inline bool is_terminal(int descriptor) {
    char const* const term = std::getenv("TERM");
    return term != nullptr && std::string_view(term) != "dumb" && ::isatty(descriptor) == 1;
}

/// The columns of this terminal; else those that the environment tells, else 80.
inline std::size_t terminal_columns(int descriptor) {
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col != 0) return size.ws_col;
    char const* const told = std::getenv("COLUMNS");
    long const columns = told == nullptr ? 0 : std::strtol(told, nullptr, 10);
    return columns > 0 && columns < 10'000 ? static_cast<std::size_t>(columns) : 80;
}

/// What a bar tells of a run.
struct bar_text {
    std::string_view pipeline;
    std::string counts; ///< `3/5`
    double share;       ///< of the work, that is done
    std::string_view node{};
    std::size_t others = 0; ///< how many more run
    double node_share = -1; ///< of the node's work; negative when it does not tell
    std::chrono::nanoseconds elapsed{};
    std::optional<std::chrono::nanoseconds> left{};
};

/// Appends `forecast [####----]  3/5  model 40%  1.2 s, about 2.1 s left` in at most this many
/// columns. What has no room is left out, the least needed first; then names are cut short.
inline void print_bar(std::string& out, bar_text const& what, std::size_t columns) {
    std::string time = "  ", left, node(what.node), tail;
    if (what.others != 0) tail += " +" + std::to_string(what.others);
    if (what.node_share >= 0)
        tail += ' ' + std::to_string(static_cast<int>(what.node_share * 100)) + '%';
    print_roughly(time, what.elapsed);
    if (what.left) print_roughly(left = ", about ", *what.left), left += " left";
    std::size_t const pipeline = columns_of(what.pipeline), counts = 2 + what.counts.size();
    std::size_t cells = std::clamp<std::size_t>(columns / 6, 5, 20);
    std::size_t const least_name = 6;
    auto const fixed = [&] {
        return (cells == 0 ? 0 : cells + 3) + counts + (node.empty() ? 0 : 2 + tail.size()) +
               time.size() + left.size();
    };
    auto const least = [&] {
        return fixed() + std::min(pipeline, least_name) + std::min(columns_of(node), least_name);
    };
    if (least() > columns) left.clear();
    if (least() > columns) cells = 0;
    if (least() > columns) time.clear();
    if (least() > columns) node.clear();
    if (least() > columns) return print_shortened(out, what.counts, columns);
    // The node's name gets what the least of the pipeline's leaves, the pipeline's the rest.
    std::size_t const room = columns - fixed();
    std::size_t const of_node = std::min(columns_of(node), room - std::min(pipeline, least_name));
    print_shortened(out, what.pipeline, room - of_node);
    if (cells != 0) {
        double const full = std::clamp(what.share, 0.0, 1.0) * static_cast<double>(cells);
        out.append(" [").append(static_cast<std::size_t>(full), '#');
        out.append(cells - static_cast<std::size_t>(full), '-').append("]");
    }
    out.append("  ").append(what.counts);
    if (!node.empty()) print_shortened(out += "  ", node, of_node), out += tail;
    out.append(time).append(left);
}

/// How far a run is: by the times of an earlier run of the same pipeline, or else by the count of
/// nodes.
class run_estimate {
public:
    void begin(run_info const& run) {
        if (pipeline != run.pipeline || times_.size() != run.nodes.size())
            times_.assign(run.nodes.size(), -1);
        pipeline = run.pipeline;
        waits_.clear();
        total = done = 0;
        double time = 0, count = 0;
        for (std::size_t i = 0; i < run.nodes.size(); ++i) {
            waits_.push_back(run.nodes[i].status == node_status::pending);
            total += waits_[i];
            if (waits_[i] && times_[i] >= 0) time += times_[i], ++count;
        }
        known_ = time > 0;
        mean_ = known_ ? time / count : 1;
        planned_ = left_ = mean_ * static_cast<double>(total);
        spent_ = 0;
    }

    /// A node has ended, whatever it did. One that was not to run does not count.
    void end_node(std::size_t node) {
        if (node >= waits_.size() || !waits_[node]) return;
        waits_[node] = false;
        left_ -= weight(node);
        ++done;
    }

    /// A node that has ended has run for this long.
    void measure(std::size_t node, std::chrono::nanoseconds time) {
        if (node >= times_.size()) return;
        times_[node] = static_cast<double>(time.count());
        spent_ += times_[node];
    }

    void end(std::chrono::nanoseconds wall) {
        if (spent_ > 0) scale_ = static_cast<double>(wall.count()) / spent_;
    }

    /// The work of a node that runs: what it told of itself (not negative), else by its time.
    double part(std::size_t node, double share, std::chrono::nanoseconds time) const {
        if (node >= times_.size()) return 0;
        if (share >= 0) return weight(node) * share;
        return known_ ? std::min(static_cast<double>(time.count()), weight(node)) : 0;
    }

    /// Of all the work, given that of the running nodes.
    double share(double running) const {
        return planned_ > 0 ? (planned_ - left_ + running) / planned_ : 0;
    }

    /// The time that is left; none when there is no telling yet, or it is over.
    std::optional<std::chrono::nanoseconds> left(double running,
                                                 std::chrono::nanoseconds elapsed) const {
        double const ahead = left_ - running;
        double time = ahead * scale_;
        if (!known_) {
            if (done == 0 || elapsed <= std::chrono::seconds(2)) return std::nullopt;
            time = static_cast<double>(elapsed.count()) * ahead / (planned_ - ahead);
        }
        if (!(time > 0)) return std::nullopt;
        return std::chrono::nanoseconds(static_cast<std::chrono::nanoseconds::rep>(time));
    }

    std::string counts() const { return std::to_string(done) + '/' + std::to_string(total); }

    std::string pipeline{};
    std::size_t total = 0, done = 0; ///< of the nodes that are to run

private:
    double weight(std::size_t i) const { return known_ && times_[i] >= 0 ? times_[i] : mean_; }

    std::vector<double> times_{}; // in ns, when it last ran; negative when it never did
    std::vector<bool> waits_{};   // is to run, and has not ended
    bool known_ = false;          // there are times
    double mean_ = 1, planned_ = 0, left_ = 0, spent_ = 0; // in nodes' time, or else in nodes
    double scale_ = 1; // wall time for a nodes' time: less than 1 in parallel
};

} // namespace leat::detail
