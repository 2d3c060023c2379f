// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/store_entry_text.hpp>
#include <leat/support/error.hpp>

#include <cstddef>

namespace leat::detail {

LEAT_DECL void entry_value::text(std::string& to) { set(to, read_value(rest)); }

LEAT_DECL void entry_value::sum(digest& to) { set(to, read_digest(rest)); }

LEAT_DECL int read_entry_line(std::string_view field, std::string_view text, cache_entry& entry) {
    using namespace std::chrono;
    entry_value value{text};
    int once = 0;
    if (field == "key") {
        once = 1, value.sum(entry.key);
    } else if (field == "node") {
        once = 2, value.text(entry.node);
    } else if (field == "output") {
        value.word([&] { value.sum(entry.contents.emplace_back()); });
        value.word([&] { value.sum(entry.versions.emplace_back()); });
        value.word([&] { value.number(entry.sizes.emplace_back()); });
        value.text(entry.types.emplace_back());
    } else if (field == "static-key") {
        once = 3, value.sum(entry.static_key);
    } else if (field == "code") {
        once = 4, value.sum(entry.code);
    } else if (field == "version") {
        once = 5, value.number(entry.version);
    } else if (field == "input") {
        cache_input& input = entry.inputs.emplace_back();
        value.word([&] { value.sum(input.version); });
        value.text(input.name);
    } else if (field == "shown") { // of the last input
        value.good = !entry.inputs.empty() && entry.inputs.back().shown.empty();
        if (value.good) value.text(entry.inputs.back().shown);
    } else if (field == "made") {
        std::int64_t since_1970 = 0;
        once = 6, value.number(since_1970);
        entry.made = system_clock::time_point(
            duration_cast<system_clock::duration>(std::chrono::nanoseconds(since_1970)));
    } else if (field == "took") {
        std::int64_t time = 0;
        once = 7, value.number(time);
        entry.took = std::chrono::nanoseconds(time);
    } else if (field == "pipeline") {
        once = 8, value.text(entry.pipeline);
    } else if (field == "run") {
        once = 9, value.text(entry.run);
    } else if (field == "told") { // where there is something
        once = 10, value.text(entry.told);
    } // a newer leat may write more
    return value.good ? once : -1;
}

} // namespace leat::detail

namespace leat {

LEAT_DECL std::string write_entry(cache_entry const& entry) {
    if (entry.contents.size() != entry.sizes.size() ||
        entry.contents.size() != entry.types.size() ||
        entry.contents.size() != entry.versions.size())
        throw error("cannot keep what node '" + entry.node + "' returned: there are " +
                    std::to_string(entry.contents.size()) + " contents, " +
                    std::to_string(entry.versions.size()) + " versions, " +
                    std::to_string(entry.sizes.size()) + " sizes and " +
                    std::to_string(entry.types.size()) + " types; give one of each for an output");
    using namespace std::chrono;
    std::string text(detail::entry_heading);
    auto const line = [&](std::string_view field, std::string_view value) {
        detail::write_line(text, field, value);
    };
    auto const number = [](std::chrono::nanoseconds time) {
        return std::to_string(static_cast<std::int64_t>(time.count()));
    };
    line("key", entry.key.to_string());
    line("node", entry.node);
    for (std::size_t i = 0; i < entry.contents.size(); ++i)
        line("output", entry.contents[i].to_string() + " " + entry.versions[i].to_string() + " " +
                           std::to_string(entry.sizes[i]) + " " + entry.types[i]);
    line("static-key", entry.static_key.to_string());
    line("code", entry.code.to_string());
    line("version", std::to_string(entry.version));
    for (cache_input const& input : entry.inputs) {
        line("input", input.version.to_string() + " " + input.name);
        if (!input.shown.empty()) line("shown", input.shown);
    }
    line("made", number(duration_cast<std::chrono::nanoseconds>(entry.made.time_since_epoch())));
    line("took", number(entry.took));
    line("pipeline", entry.pipeline);
    line("run", entry.run);
    if (!entry.told.empty()) line("told", entry.told);
    line("checksum", blob_digest(text).to_string());
    return text;
}

LEAT_DECL std::optional<cache_entry> read_entry(std::string_view text) {
    constexpr std::size_t last = std::string_view("checksum \n").size() + 32;
    if (text.size() < last || !text.starts_with(detail::entry_heading)) return std::nullopt;
    std::string_view lines = text.substr(0, text.size() - last);
    std::string checksum;
    detail::write_line(checksum, "checksum", blob_digest(lines).to_string());
    if (text.substr(lines.size()) != checksum) return std::nullopt;
    lines.remove_prefix(detail::entry_heading.size());

    cache_entry entry;
    unsigned seen = 0;
    while (!lines.empty()) {
        auto value = detail::take_until(lines, '\n');
        if (!value) return std::nullopt;
        auto const field = detail::take_until(*value, ' ');
        if (!field) return std::nullopt;
        int const once = detail::read_entry_line(*field, *value, entry);
        if (once < 0 || (once > 0 && (seen & (1u << once)) != 0)) return std::nullopt;
        seen |= 1u << once;
    }
    constexpr unsigned always = 0x3fe;
    if ((seen & always) != always) return std::nullopt;
    return entry;
}

} // namespace leat
