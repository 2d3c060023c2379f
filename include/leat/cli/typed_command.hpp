// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/terminal_text.hpp>
#include <leat/support/error.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace leat::detail {

/// What was typed, once it is known to be well formed.
struct typed_command {
    std::string command{};                                                 ///< as in "runs list"
    std::map<std::string, std::vector<std::string>, std::less<>> values{}; ///< inputs and params
    std::vector<std::string> set{};                                        ///< NAME=VALUE
    std::optional<std::string> params_file{};
    std::vector<std::string> only{}, from{}, to{}, tagged{}, namespaced{}; ///< see find_names()
    int jobs = 1;
    bool only_missing = false;
    bool no_cache = false, display = false, display_cache = false, quiet = false;
    std::optional<std::string> report{}, out{};
    std::string repo{};
    bool json = false, dot = false, mermaid = false, types = false, all = false, writable = false;
    colour_choice colours = colour_choice::automatic;
    std::vector<std::string> words{}; ///< ids, a node, a query
    std::string run{}, format = "xml", shell = "bash";
    int port = 0;
    std::size_t limit = 20;
    std::optional<std::uint64_t> max_bytes{};
    std::optional<std::size_t> keep_runs{};
    std::optional<std::chrono::nanoseconds> older_than{};
    bool dry_run = false;
};

/// Something that was typed wrongly, in a sentence; the program then ends with 2.
class usage_error : public error {
public:
    using error::error;
};
/// What was asked for is text that is to be printed: help.
struct help_wanted {
    std::string text;
};

} // namespace leat::detail
