// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/cache/store_entry_text.hpp>
#include <leat/repo/held_blobs.hpp>
#include <leat/repo/hold.hpp>
#include <leat/repo/record_file.hpp>
#include <leat/repo/sqlite.hpp>
#include <leat/repo/state.hpp>
#include <leat/repo/transaction.hpp>
#include <leat/repo/verify.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tuple>

namespace leat::detail {

LEAT_DECL void verify_records(repo_state& state, std::vector<repo_damage>& found) {
    std::map<std::string, bool> ended; // whether it has
    if (auto const use = state.reading("verify")) {
        statement row(*use, "SELECT id, status <> 0 AND pid <> 0 FROM runs");
        while (row.step()) ended.emplace(row.text(0), row.integer(1) != 0);
    }
    std::vector<std::string> records;
    state.store().for_each([&](std::string_view name, std::uint64_t) {
        if (name.starts_with(record_prefix))
            records.emplace_back(name.substr(record_prefix.size()));
    });
    for (std::string const& id : records) {
        auto const text = state.store().get(std::string(record_prefix) + id);
        std::string why = "it cannot be read";
        if (!text || !check_record(*text, why))
            found.push_back({"the record of run '" + id + "'", why});
        else if (!ended.contains(id))
            found.push_back({"the record of run '" + id + "'",
                             "the run is not listed; rebuild() lists it again"});
        ended.erase(id);
    }
    for (auto const& [id, has_ended] : ended)
        if (has_ended)
            found.push_back({"the record of run '" + id + "'",
                             "it is lost, so that the run could not be made anew from it; "
                             "rebuild() writes it again"});
}

LEAT_DECL void verify_blobs(repo_state& state, std::vector<repo_damage>& found) {
    std::vector<std::tuple<std::string, std::uint64_t, std::string>> rows; // content, bytes, whose
    if (auto const use = state.reading("verify")) {
        statement row(*use, R"(
SELECT content, bytes, what || ' of run ''' || run || '''' FROM run_blobs
UNION ALL SELECT content, bytes, '''' || name || ''' of the cache' FROM cache_contents
ORDER BY 1, 3)");
        while (row.step())
            rows.emplace_back(row.text(0), static_cast<std::uint64_t>(row.integer(1)), row.text(2));
        statement entry(*use, "SELECT name, bytes FROM cache_index WHERE name >= 'entries/' AND "
                              "name < 'entries0'");
        while (entry.step())
            if (!read_entry(entry.view(1)))
                found.push_back({"'" + entry.text(0) + "' of the cache", "it is damaged"});
    }
    std::string last, why;
    for (auto const& [content, bytes, whose] : rows) {
        if (content != last) {
            why.clear();
            auto const wanted = read_digest(content);
            auto const blob = state.store().get(std::string(blob_prefix) + content);
            if (!blob)
                why = "'" + std::string(blob_prefix) + content + "' is lost";
            else if (!wanted || blob->size() != bytes || blob_digest(*blob) != *wanted)
                why = "'" + std::string(blob_prefix) + content + "' is damaged";
            last = content;
        }
        if (!why.empty()) found.push_back({whose, why});
    }
}

LEAT_DECL std::vector<repo_damage> verify(repo_state& state) {
    std::vector<repo_damage> found;
    if (auto const use = state.reading("verify")) {
        statement row(*use, "PRAGMA quick_check(1)");
        if (row.step() && row.view(0) != "ok") found.push_back({"the database", row.text(0)});
    }
    verify_records(state, found);
    verify_blobs(state, found);
    for_each_free_blob(state, [&](std::string const& name, std::uint64_t) {
        found.push_back({"'" + name + "'", "nothing has it; collect() removes it"});
    });
    return found;
}

LEAT_DECL std::vector<repo_damage> mend_records(repo_state& state) {
    auto const use = state.writing("rebuild");
    transaction change(*use);
    // What only stands for a lost record: perhaps it is there again.
    run_sql(*use, "DELETE FROM runs WHERE pid = 0");
    std::vector<repo_damage> damaged = restore_runs(*use, state.store());
    std::vector<std::string> ended;
    {
        statement row(*use, "SELECT id FROM runs WHERE status <> 0 AND removing = 0 AND pid <> 0");
        while (row.step()) ended.push_back(row.text(0));
    }
    for (std::string const& id : ended) {
        std::string const name = std::string(record_prefix) + id;
        std::string why;
        auto const text = state.store().get(name);
        if (!text || !check_record(*text, why)) state.store().put(name, write_record(*use, id));
    }
    change.commit();
    return damaged;
}

} // namespace leat::detail
