// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/view/child.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdio>
#include <memory>
#include <thread>

#include <fcntl.h>
#include <spawn.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

namespace leat::detail {

LEAT_DECL std::optional<std::string> written_by(std::vector<std::string> command,
                                                std::string_view text,
                                                std::chrono::milliseconds limit) {
    struct closes {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    using file = std::unique_ptr<std::FILE, closes>;
    file const in(std::tmpfile()), out(std::tmpfile());
    if (!in || !out) return {};
    for (std::FILE* own : {in.get(), out.get()}) // of no other child that is started meanwhile
        ::fcntl(::fileno(own), F_SETFD, FD_CLOEXEC);
    if (std::fwrite(text.data(), 1, text.size(), in.get()) != text.size() ||
        std::fflush(in.get()) != 0 || std::fseek(in.get(), 0, SEEK_SET) != 0)
        return {};

    ::posix_spawn_file_actions_t actions;
    if (::posix_spawn_file_actions_init(&actions) != 0) return {};
    bool ready =
        ::posix_spawn_file_actions_adddup2(&actions, ::fileno(in.get()), STDIN_FILENO) == 0 &&
        ::posix_spawn_file_actions_adddup2(&actions, ::fileno(out.get()), STDOUT_FILENO) == 0 &&
        ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0) == 0;
    std::vector<char*> arguments;
    for (std::string& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::pid_t child = -1;
    ready = ready &&
            ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ) == 0;
    ::posix_spawn_file_actions_destroy(&actions);
    if (!ready) return {};

    auto const end = std::chrono::steady_clock::now() + limit;
    std::chrono::milliseconds nap{1};
    int status = 0;
    for (;;) {
        ::pid_t const ended = ::waitpid(child, &status, WNOHANG);
        if (ended == child) break;
        // The program ignores SIGCHLD, so that nobody keeps the status: what is written must do.
        if (ended < 0 && errno != EINTR) {
            status = 0;
            break;
        }
        if (std::chrono::steady_clock::now() >= end) {
            ::kill(child, SIGKILL);
            while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
            }
            return {};
        }
        std::this_thread::sleep_for(nap);
        nap = std::min(2 * nap, std::chrono::milliseconds(10));
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return {};

    std::string written;
    std::array<char, 65'536> part;
    std::rewind(out.get());
    while (std::size_t const size = std::fread(part.data(), 1, part.size(), out.get()))
        written.append(part.data(), size);
    return written;
}

} // namespace leat::detail
