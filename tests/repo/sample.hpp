// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/repo.hpp>

#include <catalog/laws.hpp>
#include <catch.hpp>

#include <algorithm>
#include <filesystem>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

/// What a value of a pipeline is in a store.
template <class T>
std::string archived(T const& value) {
    std::ostringstream out;
    leat::save_to(out, value);
    return out.str();
}

/// Keeps a value of a run as the engine does.
template <class T>
leat::run_value keep_value(leat::repo const& repo, leat::run_writer& run, std::string const& name,
                           T const& value) {
    auto const hold = repo.hold();
    std::string const bytes = archived(value);
    leat::run_value kept;
    kept.name = name;
    kept.content = leat::put_blob(repo, bytes);
    kept.version = kept.content;
    kept.bytes = bytes.size();
    kept.type = "a type";
    run.value(kept, hold);
    run.flush();
    return kept;
}

inline leat::node_report report_of(std::string const& name) {
    leat::node_report report;
    report.name = name;
    report.status = leat::node_status::ran;
    report.attempts = 1;
    report.outputs = {name};
    return report;
}

/// All files below a folder with their contents, but for what names a process.
inline std::vector<std::pair<std::string, std::string>> files_of(std::filesystem::path const& in) {
    std::vector<std::pair<std::string, std::string>> all;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(in))
        if (entry.is_regular_file())
            all.emplace_back(entry.path().string(), content_of(entry.path()));
    std::sort(all.begin(), all.end());
    return all;
}

/// Does `action` in a process of its own, and kills that once it has said that it is done.
template <class F>
void do_and_kill(F action) {
    int ready[2];
    REQUIRE(::pipe(ready) == 0);
    pid_t const child = start([&] {
        action();
        if (::write(ready[1], "x", 1) != 1) return 1;
        for (;;) ::pause();
    });
    ::close(ready[1]);
    char byte = 0;
    CHECK(::read(ready[0], &byte, 1) == 1);
    ::close(ready[0]);
    REQUIRE(::kill(child, SIGKILL) == 0);
    REQUIRE(finish(child) == -1);
}
