// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/params_file.hpp>
#include <leat/support/file_bytes.hpp>
#include <leat/support/printable.hpp>

#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// A scalar as it would be typed; numbers keep all of their digits.
inline std::string word_of(nlohmann::json const& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

inline void add_json(file_values& to, std::string const& name, nlohmann::json const& value,
                     std::string const& file) {
    if (value.is_object()) {
        for (auto const& [key, inner] : value.items())
            add_json(to, name.empty() ? key : name + "." + key, inner, file);
        return;
    }
    auto const refuse = [&](char const* why) {
        throw usage_error("cannot take '" + name + "' from '" + file + "': it is " + why);
    };
    if (value.is_null()) refuse("null; leave it out where its default is wanted");
    auto const [at, added] = to.try_emplace(name);
    if (!added) refuse("there twice");
    std::vector<std::string>& words = at->second;
    if (!value.is_array()) {
        words.push_back(word_of(value));
        return;
    }
    for (nlohmann::json const& one : value) {
        if (one.is_structured() || one.is_null())
            refuse("a list of lists, objects or nulls; give a list of plain values");
        words.push_back(word_of(one));
    }
}

LEAT_DECL file_values read_json(std::string_view text, std::string const& file) {
    constexpr int most_levels = 100;
    file_values all;
    std::vector<std::set<std::string>> keys; // of the objects that are open
    auto const look = [&](int depth, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
        using happens = nlohmann::json::parse_event_t;
        if (depth > most_levels)
            throw usage_error("'" + file + "' has more than " + std::to_string(most_levels) +
                              " levels; write plain values, lists of them, and objects of these");
        if (event == happens::object_start)
            keys.emplace_back();
        else if (event == happens::object_end)
            keys.pop_back();
        else if (event == happens::key && !keys.back().insert(parsed.get<std::string>()).second)
            throw usage_error("cannot take '" + parsed.get<std::string>() + "' from '" + file +
                              "': it is there twice");
        return true;
    };
    try {
        auto const read = nlohmann::json::parse(text, look);
        if (!read.is_object())
            throw usage_error("'" + file + "' holds no object; write {\"name\": value, ...}");
        add_json(all, {}, read, file);
    } catch (nlohmann::json::exception const& e) {
        std::string_view what = e.what(); // after "[json.exception...] "
        if (auto const end = what.find("] "); end != what.npos) what.remove_prefix(end + 2);
        throw usage_error("'" + file + "' is no JSON: " + std::string(what));
    }
    return all;
}

LEAT_DECL file_values read_params(std::string const& file) {
    std::string const kind = std::filesystem::path(file).extension().string();
    if (kind != ".json" && kind != ".toml")
        throw usage_error("cannot tell what '" + file + "' is; name it .json or .toml");
    try {
        file_bytes const bytes = read_bytes(file);
        if (is_utf16(bytes.view()))
            throw usage_error("'" + file + "' is in UTF-16; save it in UTF-8");
        return kind == ".json" ? read_json(bytes.view(), file) : read_toml(bytes.view(), file);
    } catch (usage_error const&) {
        throw;
    } catch (error const& e) {
        throw usage_error(e.what());
    }
}

} // namespace leat::detail
