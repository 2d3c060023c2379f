// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/json.hpp>
#include <leat/hooks/trace_events.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

#include <unistd.h>

namespace leat::detail {

LEAT_DECL std::string trace_events::with(std::string_view key, std::string_view value) {
    std::string out;
    if (!value.empty()) print_json_member(out, key, value);
    return out;
}

LEAT_DECL std::string trace_events::with(std::string_view key, std::size_t value) {
    return ",\"" + std::string(key) + "\":" + std::to_string(value);
}

LEAT_DECL void trace_events::begin(std::string_view kind, std::string_view name,
                                   std::string arguments) {
    open_.push_back({kind, std::string(name), std::move(arguments), thread(), now()});
}

LEAT_DECL bool trace_events::end(std::string_view kind, std::string_view name,
                                 std::string_view status, std::string_view arguments) {
    auto const found = std::find_if(open_.rbegin(), open_.rend(), [&](span const& s) {
        return s.kind == kind && s.name == name;
    });
    if (found == open_.rend()) return false;
    complete(*found, status, arguments);
    open_.erase(std::next(found).base());
    return true;
}

LEAT_DECL void trace_events::end_all(std::string_view status, std::string_view arguments) {
    for (; open_.size() > 1; open_.pop_back())
        complete(open_.back(), "failed", with("reason", "had not ended when the run did"));
    if (!open_.empty()) complete(open_.front(), status, arguments);
    open_.clear();
}

LEAT_DECL void trace_events::instant(std::string_view kind, std::string_view name,
                                     std::string_view arguments) {
    event("i", kind, name, now(), thread());
    text_ += ",\"s\":\"t\"";
    add_arguments(arguments);
}

LEAT_DECL void trace_events::counter(std::string_view name, std::string_view arguments) {
    event("C", "progress", name, now(), thread());
    add_arguments(arguments);
}

LEAT_DECL std::string trace_events::take(std::string_view process) {
    for (std::size_t i = 1; i <= threads_.size(); ++i)
        label(i, "thread_name", "thread " + std::to_string(i));
    label(1, "process_name", process);
    // Each event begins with the comma that parts it from the one before.
    std::string whole = "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[";
    whole.append(text_, 1).append("\n]}\n");
    *this = trace_events();
    return whole;
}

LEAT_DECL std::size_t trace_events::thread() {
    auto const found = std::ranges::find(threads_, std::this_thread::get_id());
    auto const at = static_cast<std::size_t>(found - threads_.begin());
    if (found == threads_.end()) threads_.push_back(std::this_thread::get_id());
    return at + 1;
}

LEAT_DECL void trace_events::complete(span const& what, std::string_view status,
                                      std::string_view arguments) {
    event("X", what.kind, what.name, what.since, what.thread);
    text_ += ",\"dur\":";
    add_microseconds(now() - what.since);
    add_arguments(with("status", status).append(arguments).append(what.arguments));
}

LEAT_DECL void trace_events::label(std::size_t thread, std::string_view what,
                                   std::string_view name) {
    event("M", "label", what, {}, thread);
    add_arguments(with("name", name));
}

LEAT_DECL void trace_events::event(std::string_view phase, std::string_view kind,
                                   std::string_view name, std::chrono::nanoseconds at,
                                   std::size_t thread) {
    text_.append(",\n{\"ph\":\"").append(phase).append("\"");
    print_json_member(text_, "cat", kind);
    print_json_member(text_, "name", name);
    text_ += with("pid", static_cast<std::size_t>(::getpid())) + with("tid", thread);
    text_ += ",\"ts\":";
    add_microseconds(at);
}

LEAT_DECL void trace_events::add_arguments(std::string_view arguments) {
    if (arguments.starts_with(',')) arguments.remove_prefix(1);
    text_.append(",\"args\":{").append(arguments).append("}}");
}

LEAT_DECL void trace_events::add_microseconds(std::chrono::nanoseconds time) {
    std::string const rest = std::to_string(1000 + time.count() % 1000);
    text_.append(std::to_string(time.count() / 1000)).append(".").append(rest, 1, 3);
}

} // namespace leat::detail
