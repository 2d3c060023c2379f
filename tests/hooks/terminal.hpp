// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hooks/text.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <fcntl.h>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <sys/ioctl.h>
#include <thread>
#include <unistd.h>
#include <vector>

using lines = std::vector<std::string>;

/// A terminal's screen: characters, carriage return, line feed, and "clear to the end of the line".
/// It wraps as soon as its last column is written, as the least patient of terminals do. Anything
/// else is shown as `<..>`, so that it is seen.
class screen {
public:
    explicit screen(std::size_t columns) : columns_(columns) {}

    /// Called after each character, with all lines.
    std::function<void(screen&)> after_each{};

    void write(std::string_view bytes) {
        while (!bytes.empty()) {
            if (bytes.starts_with("\x1b[K")) {
                lines_.back().resize(std::min(column_, lines_.back().size()));
                bytes.remove_prefix(3);
                continue;
            }
            auto const c = leat::detail::first_code_point(bytes);
            if (c.value == '\r')
                column_ = 0;
            else if (c.value == '\n')
                lines_.emplace_back(); // the terminal's driver sends a carriage return before it
            else if (!leat::detail::is_printable(c))
                put("<" + std::to_string(c.value) + ">");
            else
                put(std::string(bytes.substr(0, c.size)));
            bytes.remove_prefix(c.size);
            if (after_each) after_each(*this);
        }
    }

    lines text() const {
        lines all;
        for (auto const& line : lines_) {
            std::string& text = all.emplace_back();
            for (auto const& cell : line) text += cell;
            while (text.ends_with(' ')) text.pop_back();
        }
        return all;
    }

private:
    void put(std::string cell) {
        auto& line = lines_.back();
        if (line.size() <= column_) line.resize(column_ + 1, " ");
        line[column_] = std::move(cell);
        if (++column_ < columns_) return;
        column_ = 0;
        lines_.emplace_back();
    }

    std::size_t columns_;
    std::size_t column_ = 0;
    std::vector<lines> lines_{1};
};

/// All that a screen has shown of these bytes in its last line, one after the other; and what is
/// left.
struct film {
    lines frames{};
    lines left{};
    std::size_t most_bars = 0;

    film(std::string const& bytes, std::size_t columns) {
        screen shown(columns);
        shown.after_each = [&](screen& now) {
            lines const all = now.text();
            auto const is_bar = [](std::string const& line) {
                return line.find(" [#") != std::string::npos ||
                       line.find(" [-") != std::string::npos;
            };
            auto const bars = static_cast<std::size_t>(std::ranges::count_if(all, is_bar));
            most_bars = std::max(most_bars, bars);
        };
        // Each frame ends where the rest of the line is cleared.
        std::size_t at = 0;
        while (at < bytes.size()) {
            std::size_t const end = std::min(bytes.find("\x1b[K", at), bytes.size() - 3) + 3;
            shown.write(std::string_view(bytes).substr(at, end - at));
            frames.push_back(shown.text().back());
            at = end;
        }
        left = shown.text();
    }
    bool has(std::string const& frame) const { return std::ranges::count(frames, frame) != 0; }
};

/// Sets an environment variable, and puts it back.
class variable {
public:
    variable(char const* name, char const* value) : name_(name) {
        if (char const* const old = std::getenv(name)) old_ = old;
        ::setenv(name, value, 1);
    }
    variable(variable const&) = delete;
    ~variable() { old_ ? ::setenv(name_, old_->c_str(), 1) : ::unsetenv(name_); }

private:
    char const* name_;
    std::optional<std::string> old_{};
};

/// Lets a descriptor be another file for a while.
class redirected {
public:
    redirected(int descriptor, int to) : descriptor_(descriptor), old_(::dup(descriptor)) {
        ::dup2(to, descriptor);
    }
    redirected(redirected const&) = delete;
    ~redirected() {
        ::dup2(old_, descriptor_);
        ::close(old_);
    }

private:
    int descriptor_, old_;
};

inline void set_columns(int terminal, std::size_t columns) {
    winsize size{};
    size.ws_col = static_cast<unsigned short>(columns);
    size.ws_row = 24;
    ::ioctl(terminal, TIOCSWINSZ, &size);
}

/// Collects what is written to `in` until its last writer is gone.
inline std::string all_of(int in) {
    std::string all;
    std::array<char, 4096> some;
    for (::ssize_t got = 0; (got = ::read(in, some.data(), some.size())) > 0;)
        all.append(some.data(), static_cast<std::size_t>(got));
    return all;
}

/// What `run(descriptor)` writes to a terminal, byte by byte.
template <class Run>
std::string on_terminal(std::size_t columns, Run run) {
    variable const term("TERM", "xterm");
    int const master = ::posix_openpt(O_RDWR | O_NOCTTY);
    ::grantpt(master);
    ::unlockpt(master);
    int const terminal = ::open(::ptsname(master), O_RDWR | O_NOCTTY);
    set_columns(terminal, columns);
    std::string all;
    std::thread reader([&] { all = all_of(master); });
    run(terminal);
    ::close(terminal);
    reader.join();
    ::close(master);
    return all;
}

/// What `run(descriptor)` writes to a pipe.
template <class Run>
std::string on_pipe(Run run) {
    int ends[2];
    if (::pipe(ends) != 0) return "no pipe";
    std::string all;
    std::thread reader([&] { all = all_of(ends[0]); });
    run(ends[1]);
    ::close(ends[1]);
    reader.join();
    ::close(ends[0]);
    return all;
}
