// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/units.hpp>
#include <leat/info/info.hpp>
#include <leat/view/drawing.hpp>
#include <leat/view/label.hpp>
#include <leat/view/svg.hpp>
#include <leat/view/word.hpp>

#include <nlohmann/json.hpp>

#include <string>

// How notebooks show a drawing and a run: xeus-cling and xeus-cpp look for `mime_bundle_repr` by
// argument. Needs nlohmann's JSON, which these kernels bring; so it is in no umbrella.
namespace leat {

/// A drawing as a picture, and as a line of text for where there are none.
inline nlohmann::json mime_bundle_repr(drawing const& d) {
    std::string text = detail::label_of(d.pipeline);
    if (d.run)
        text.append(": a run of ")
            .append(detail::count_of(d.run->nodes.size(), "node"))
            .append(", ")
            .append(detail::json_word(d.run->status));
    else
        text.append(": ").append(detail::count_of(d.nodes.size(), "node"));
    nlohmann::json bundle = nlohmann::json::object();
    bundle["text/plain"] = text;
    bundle["image/svg+xml"] = svg(d);
    return bundle;
}

/// What a run did, the same.
inline nlohmann::json mime_bundle_repr(run_info const& info) {
    return mime_bundle_repr(draw(info));
}

} // namespace leat
