// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/output_aside.hpp>
#include <leat/hooks/terminal.hpp>

#include <cstddef>
#include <iostream>
#include <mutex>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>

namespace leat::detail {

/// Writes whole lines to a stream's own buffer, above the bar. For any number of threads at once.
class aside_buffer : public std::streambuf {
public:
    explicit aside_buffer(std::ostream& of) : of_(of), own_(of.rdbuf(this)) {}
    aside_buffer(aside_buffer const&) = delete;
    aside_buffer& operator=(aside_buffer const&) = delete;
    ~aside_buffer() override {
        if (!line_.empty()) write(line_);
        of_.rdbuf(own_);
    }

protected:
    int_type overflow(int_type c) override {
        if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
        char const one = traits_type::to_char_type(c);
        return xsputn(&one, 1) == 1 ? c : traits_type::eof();
    }
    std::streamsize xsputn(char const* text, std::streamsize size) override {
        std::lock_guard const lock(mutex_);
        line_.append(text, static_cast<std::size_t>(size));
        std::size_t const end = line_.rfind('\n') + 1; // 0 where there is none
        if (end == 0) return size;
        bool const written = write(std::string_view(line_).substr(0, end));
        line_.erase(0, end);
        return written ? size : 0;
    }
    int sync() override { return own_->pubsync(); }

private:
    bool write(std::string_view lines) {
        auto const size = static_cast<std::streamsize>(lines.size());
        bool written = false;
        the_bar().write_above(
            [&] { written = own_->sputn(lines.data(), size) == size && own_->pubsync() == 0; });
        return written;
    }

    std::ostream& of_;
    std::streambuf* own_;
    std::mutex mutex_{};
    std::string line_{};
};

struct output_aside::streams {
    aside_buffer out{std::cout.flush()}, errors{std::cerr}, log{std::clog};
};

LEAT_DECL output_aside::output_aside(bool wanted) {
    if (wanted) streams_ = std::make_unique<streams>();
}
LEAT_DECL output_aside::~output_aside() = default;
LEAT_DECL void output_aside::end() noexcept { streams_.reset(); }

} // namespace leat::detail
