// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/structure.hpp>
#include <leat/info/info.hpp>

#include <cstddef>
#include <string_view>

// What things are called in files that programs read.
namespace leat::detail {

constexpr std::string_view json_word(node_kind kind) {
    constexpr std::string_view words[] = {"input", "param",  "node",   "sink",
                                          "map",   "choose", "iterate"};
    return words[static_cast<std::size_t>(kind)];
}

constexpr std::string_view json_word(node_status status) {
    constexpr std::string_view words[] = {"pending", "ran",        "hit",   "resumed",
                                          "skipped", "overridden", "failed"};
    return words[static_cast<std::size_t>(status)];
}

constexpr std::string_view json_word(run_status status) {
    constexpr std::string_view words[] = {"running", "completed", "failed", "stopped", "crashed"};
    return words[static_cast<std::size_t>(status)];
}

} // namespace leat::detail
