// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/params_file.hpp>
#include <leat/support/file_bytes.hpp>

#include <filesystem>
#include <nlohmann/json.hpp>
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
    file_values all;
    try {
        auto const read = nlohmann::json::parse(text);
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
        return kind == ".json" ? read_json(bytes.view(), file) : read_toml(bytes.view(), file);
    } catch (usage_error const&) {
        throw;
    } catch (error const& e) {
        throw usage_error(e.what());
    }
}

} // namespace leat::detail
