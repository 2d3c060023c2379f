// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace leat::detail {

/// The text of a file of trace events, as it grows. Arguments of events are JSON members, each
/// after a comma; `with` makes them.
class trace_events {
    using clock = std::chrono::steady_clock;

public:
    trace_events() = default;

    /// `,"key":"value"`, or nothing for an empty value.
    LEAT_DECL static std::string with(std::string_view key, std::string_view value);
    LEAT_DECL static std::string with(std::string_view key, std::size_t value);

    /// Something begins now, on this thread.
    LEAT_DECL void begin(std::string_view kind, std::string_view name, std::string arguments = {});

    /// Ends what began last of this kind and name; false if there is none. O(what is open).
    LEAT_DECL bool end(std::string_view kind, std::string_view name, std::string_view status,
                       std::string_view arguments = {});

    /// Ends all that is open: the first as told, the others as failed.
    LEAT_DECL void end_all(std::string_view status, std::string_view arguments);

    /// Something happens now.
    LEAT_DECL void instant(std::string_view kind, std::string_view name,
                           std::string_view arguments);

    /// A number has a value from now on.
    LEAT_DECL void counter(std::string_view name, std::string_view arguments);

    /// The whole file; then this is as new.
    LEAT_DECL std::string take(std::string_view process);

private:
    /// Something that has begun.
    struct span {
        std::string_view kind;
        std::string name;
        std::string arguments;
        std::size_t thread;
        std::chrono::nanoseconds since;
    };

    std::chrono::nanoseconds now() const { return clock::now() - started_; }

    /// A small number for the calling thread, from 1.
    LEAT_DECL std::size_t thread();

    LEAT_DECL void complete(span const& what, std::string_view status, std::string_view arguments);

    LEAT_DECL void label(std::size_t thread, std::string_view what, std::string_view name);

    /// Begins an event, up to its own members.
    LEAT_DECL void event(std::string_view phase, std::string_view kind, std::string_view name,
                         std::chrono::nanoseconds at, std::size_t thread);

    /// Ends an event.
    LEAT_DECL void add_arguments(std::string_view arguments);

    /// As `12.345`, to the nanosecond.
    LEAT_DECL void add_microseconds(std::chrono::nanoseconds time);

    std::string text_{};
    std::vector<span> open_{};
    std::vector<std::thread::id> threads_{};
    clock::time_point started_ = clock::now();
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/hooks/impl/trace_events.ipp>
#endif
