// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/quiet_output.hpp>
#include <leat/hooks/terminal.hpp>
#include <leat/support/atomic_file.hpp>

#include <cstdio>
#include <fcntl.h>
#include <iostream>
#include <streambuf>
#include <unistd.h>

namespace leat::detail {

/// Takes all, and keeps nothing.
class nowhere_buffer : public std::streambuf {
protected:
    int_type overflow(int_type c) override { return traits_type::not_eof(c); }
    std::streamsize xsputn(char const*, std::streamsize size) override { return size; }
};

struct quiet_output::silence {
    silence() {
        std::fflush(stdout);
        descriptor const nowhere("/dev/null", O_WRONLY | O_CLOEXEC);
        if (out >= 0 && nowhere) ::dup2(nowhere.get(), STDOUT_FILENO);
        the_bar().silence(true);
    }
    ~silence() {
        the_bar().silence(false);
        std::fflush(stdout);
        if (out >= 0) {
            ::dup2(out, STDOUT_FILENO);
            ::close(out);
        }
        std::cout.rdbuf(cout);
        std::cerr.rdbuf(cerr);
        std::clog.rdbuf(clog);
    }

    nowhere_buffer buffer{};
    std::streambuf *cout = std::cout.flush().rdbuf(&buffer), *cerr = std::cerr.rdbuf(&buffer),
                   *clog = std::clog.rdbuf(&buffer);
    int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3); // the standard output
};

LEAT_DECL quiet_output::quiet_output(bool wanted) {
    if (wanted) silence_ = std::make_unique<silence>();
}
LEAT_DECL quiet_output::~quiet_output() = default;
LEAT_DECL void quiet_output::end() noexcept { silence_.reset(); }

} // namespace leat::detail
