// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/bar.hpp>
#include <leat/hooks/progress.hpp>
#include <leat/hooks/units.hpp>

#include <algorithm>

namespace leat::hooks {

LEAT_DECL void progress::before_pipeline_run(run_info const& run) {
    estimate_.begin(run);
    running_.clear();
    failed_ = {};
    skipped_ = 0;
    hits_ = 0;
    early_ = most_early;
    started_ = options_.now();
    drawn_ = started_;
    if (bar_) draw(started_);
}

LEAT_DECL void progress::before_node_run(node_info const& node) {
    auto const now = options_.now();
    running_.push_back({node.index, node.name, now});
    if (!bar_) return;
    if (is_due(now)) return draw(now);
    // It may be the last event for long, so a few starts are shown even when it is too early.
    if (early_ == 0) return;
    --early_;
    draw(now);
}

LEAT_DECL void progress::after_node_run(node_info const& node, node_report const& report) {
    std::string how;
    if (report.status == node_status::ran) {
        estimate_.measure(node.index, report.time);
        detail::print_duration(how, report.time);
    } else {
        how = detail::status_word(report.status);
    }
    end(node, how);
}

LEAT_DECL void progress::on_node_error(node_info const& node, std::exception_ptr) {
    if (failed_.empty()) failed_ = node.name;
    end(node, "failed");
    if (bar_) show({}, {}); // others have something to say now
}

LEAT_DECL void progress::on_node_skipped(node_info const& node, std::string_view reason) {
    ++skipped_;
    end(node, reason.empty() ? "skipped" : "skipped: " + std::string(reason));
}

LEAT_DECL void progress::on_cache_hit(node_info const& node) {
    ++hits_;
    end(node, "in the cache");
}

LEAT_DECL void progress::on_progress(node_info const& node, std::size_t done, std::size_t total) {
    auto const found = std::ranges::find(running_, node.index, &active::index);
    if (found != running_.end() && total != 0)
        found->share = static_cast<double>(std::min(done, total)) / static_cast<double>(total);
    if (auto const now = options_.now(); bar_ && is_due(now)) draw(now);
}

LEAT_DECL void progress::on_log(node_info const& node, std::string_view line) {
    if (!options_.logs) return;
    if (line.ends_with('\n')) line.remove_suffix(1);
    std::string text = estimate_.pipeline + ": ";
    text.append(node.name).append(": ").append(line).append("\n");
    bar_ ? draw(options_.now(), text) : write(text);
}

LEAT_DECL void progress::after_pipeline_run(run_info const& run) {
    estimate_.end(options_.now() - started_);
    auto const count = [&](node_status status) {
        return static_cast<std::size_t>(
            std::ranges::count(run.nodes, status, &node_report::status));
    };
    resumed_ = count(node_status::resumed);
    if (hits_ + resumed_ != 0) // of the others, only what it took ran
        estimate_.total = count(node_status::ran);
    finish(run.status);
}

LEAT_DECL void progress::on_pipeline_error(run_info const& run, std::exception_ptr) {
    finish(run.status == run_status::stopped ? run.status : run_status::failed);
}

LEAT_DECL bool progress::is_due(clock::time_point now) const {
    return now - drawn_ >= std::chrono::milliseconds(50);
}

LEAT_DECL void progress::end(node_info const& node, std::string_view how) {
    std::erase_if(running_, [&](active const& a) { return a.index == node.index; });
    estimate_.end_node(node.index);
    if (bar_) {
        auto const now = options_.now();
        if (estimate_.done == estimate_.total || is_due(now)) draw(now);
        return;
    }
    std::string line = estimate_.pipeline + ": [" + estimate_.counts() + "] ";
    line.append(node.name).append(" ").append(how).append("\n");
    write(line);
}

LEAT_DECL void progress::draw(clock::time_point now, std::string_view lines) {
    long const passed = static_cast<long>((now - drawn_) / std::chrono::milliseconds(100));
    early_ = std::min(most_early, early_ + passed);
    drawn_ = now;
    std::string text;
    if (estimate_.done < estimate_.total) print(text, now);
    show(lines, text);
}

LEAT_DECL void progress::show(std::string_view lines, std::string_view bar) const {
    detail::the_bar().show(options_.out.descriptor, detail::printable(lines), bar);
}

LEAT_DECL void progress::print(std::string& out, clock::time_point now) const {
    double work = 0;
    for (auto const& r : running_) work += estimate_.part(r.index, r.share, now - r.since);
    detail::bar_text bar{estimate_.pipeline, estimate_.counts(), estimate_.share(work)};
    bar.elapsed = now - started_;
    bar.left = estimate_.left(work, bar.elapsed);
    if (!running_.empty()) {
        bar.node = running_.back().name;
        bar.others = running_.size() - 1;
        bar.node_share = running_.back().share;
    }
    std::size_t const columns =
        options_.width ? *options_.width : detail::terminal_columns(options_.out.descriptor);
    // The last column stays free: some terminals wrap as soon as it is written.
    detail::print_bar(out, bar, columns > 0 ? columns - 1 : 0);
}

LEAT_DECL void progress::finish(run_status status) const {
    auto const time = options_.now() - started_;
    std::string text = estimate_.pipeline + ": ";
    if (status == run_status::completed)
        text += detail::count_of(estimate_.total, "node") + " in ";
    else if (status == run_status::stopped)
        text += "stopped after ";
    else if (failed_.empty())
        text += "failed after ";
    else
        text.append("failed at '").append(failed_).append("' after ");
    if (time < std::chrono::milliseconds(95))
        detail::print_duration(text, time);
    else
        detail::print_roughly(text, time);
    if (hits_ != 0) text += " (" + std::to_string(hits_) + " in the cache)";
    if (resumed_ != 0) text += " (" + std::to_string(resumed_) + " resumed)";
    if (skipped_ != 0) text += " (" + std::to_string(skipped_) + " skipped)";
    text += '\n';
    bar_ ? show(text, {}) : write(text);
}

} // namespace leat::hooks
