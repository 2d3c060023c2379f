// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/process.hpp>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <fstream>
#include <iterator>

#include <sys/stat.h>
#include <unistd.h>

namespace leat::detail {

LEAT_DECL process_state read_process(std::string_view text) {
    process_state state;
    auto const name_end = text.rfind(')'); // the name may have any character
    if (name_end == text.npos) return state;
    text.remove_prefix(name_end + 1);
    char letter = 0;
    std::int64_t threads = 0;
    for (int field = 3; field <= 22; ++field) {
        text.remove_prefix(std::min(text.size(), text.find_first_not_of(' ')));
        auto const word = text.substr(0, text.find(' '));
        if (word.empty()) return {};
        std::int64_t number = 0;
        std::from_chars(word.data(), word.data() + word.size(), number);
        if (field == 3) letter = word.front();
        if (field == 20) threads = number;
        if (field == 22) state.began = number;
        text.remove_prefix(word.size());
    }
    // Of a process whose first thread has ended others may go on.
    state.dead = (letter == 'Z' || letter == 'X') && threads <= 1;
    return state;
}

LEAT_DECL process_state state_of_process(std::int64_t pid) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    return read_process(std::string(std::istreambuf_iterator<char>(in), {}));
}

LEAT_DECL process_mark this_process() {
    process_mark mark;
    char host[256] = "";
    if (::gethostname(host, sizeof host - 1) == 0) mark.host = host;
    std::ifstream("/proc/sys/kernel/random/boot_id") >> mark.boot;
    mark.pid = ::getpid();
    mark.began = state_of_process(mark.pid).began;
    struct stat space {};
    if (::stat("/proc/self/ns/pid", &space) == 0)
        mark.space = static_cast<std::int64_t>(space.st_ino);
    return mark;
}

LEAT_DECL process_life life_of(process_mark const& other, process_mark const& here) {
    bool const same_numbers = !here.boot.empty() && other.boot == here.boot && here.space != 0 &&
                              other.space == here.space;
    if (!same_numbers || other.pid <= 0) return process_life::not_known;
    if (::kill(static_cast<::pid_t>(other.pid), 0) != 0 && errno == ESRCH)
        return process_life::gone;
    process_state const now = state_of_process(other.pid);
    if (now.began == 0 || other.began == 0) return process_life::not_known; // not shown to us
    return now.dead || now.began != other.began ? process_life::gone : process_life::runs;
}

} // namespace leat::detail
