// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/miss_reason.hpp>
#include <leat/support/table_cell.hpp>

#include <algorithm>
#include <vector>

namespace leat::detail {

LEAT_DECL std::string last_entry_name(cache_entry const& entry) {
    return "last/" + digest_builder().text(entry.pipeline).text(entry.node).finish().to_string();
}

LEAT_DECL std::string from_to(std::string const& old, std::string const& now) {
    if (old.empty() || now.empty() || old == now) return "";
    auto const [before, after] = cells_of(old, now);
    return " (" + before.text + " -> " + after.text + ")";
}

LEAT_DECL std::string changes_between(cache_entry const& old, cache_entry const& now) {
    if (old.static_key != now.static_key)
        return old.version != now.version
                   ? "its version was " + std::to_string(old.version) + " and is " +
                         std::to_string(now.version)
                   : "its declaration or the text of its function has changed";
    if (old.code != now.code) return "the program's code has changed";
    std::vector<std::string> changed;
    for (cache_input const& input : now.inputs) {
        auto const before = std::ranges::find(old.inputs, input.name, &cache_input::name);
        if (before == old.inputs.end())
            changed.push_back("'" + input.name + "', which is new");
        else if (before->version != input.version)
            changed.push_back("'" + input.name + "'" + from_to(before->shown, input.shown));
    }
    if (changed.empty())
        return old.inputs.size() > now.inputs.size() ? "one of its inputs does not count any more"
                                                     : "the store has lost what it returned";
    std::string text = changed.size() == 1 ? "input " : "inputs ";
    for (std::string const& one : changed) text += (&one == changed.data() ? "" : ", ") + one;
    return text + (changed.size() == 1 ? " has changed" : " have changed");
}

} // namespace leat::detail
