// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/info/info.hpp>
#include <leat/support/config.hpp>
#include <leat/view/drawing.hpp>

#include <chrono>
#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace leat {
namespace detail {

/// Writes one object after the other, with commas where they belong. Keys need no escapes.
class json_writer {
public:
    explicit json_writer(std::string& out) : out_(out) {}

    LEAT_DECL void open(char bracket);
    LEAT_DECL void close(char bracket);
    LEAT_DECL json_writer& key(std::string_view name);

    LEAT_DECL void value(std::string_view text);
    void value(char const* text) { value(std::string_view(text)); }
    template <std::integral T>
    void value(T number) {
        if constexpr (std::same_as<T, bool>)
            raw(number ? "true" : "false");
        else
            raw(std::to_string(number));
    }
    void value(std::chrono::nanoseconds time) { value(time.count()); }
    LEAT_DECL void value(double number);
    LEAT_DECL void value(std::vector<std::string> const& texts);
    void null() { raw("null"); }

private:
    LEAT_DECL void raw(std::string_view text);
    LEAT_DECL void separate();

    std::string& out_;
    bool first_ = true;
};

LEAT_DECL void print_report(json_writer& w, node_report const& report);

LEAT_DECL void print_node(json_writer& w, drawn_node const& drawn);

LEAT_DECL void print_run(json_writer& w, run_info const& run);

} // namespace detail

/// The drawing as one JSON object, schema "leat-view/1" (docs/schema-view.md), without white space.
/// The text is valid UTF-8, whatever bytes the names have, and may stand inside of a script element
/// of a page. O(size of the text).
LEAT_DECL std::string json(drawing const& d);

/// That of a run.
inline std::string json(run_info const& info) { return json(draw(info)); }

/// That of a pipeline, or of a part of it. See `draw`.
template <auto const& P, class... Arguments>
std::string json(Arguments const&... arguments) {
    return json(draw<P>(arguments...));
}

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/view/impl/json.ipp>
#endif
