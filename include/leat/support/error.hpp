// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/config.hpp>

#include <exception>
#include <stdexcept>
#include <string>

namespace leat {

/// The base of everything that leat throws. `what()` says what is wrong, where, and what to do;
/// what it quotes of data is printable.
class error : public std::runtime_error {
public:
    LEAT_DECL explicit error(std::string const& what);
    LEAT_DECL explicit error(char const* what);
};

/// A store of a cache cannot keep something. What was asked of it is as it was before; a run goes
/// on without, and says so.
class store_error : public error {
public:
    using error::error;
};

namespace detail {

/// The message of the exception that is being handled. What is nested in it follows, after
/// "because: ", where the outer text does not say it already. A text that was thrown is its own
/// message; of another type that is no `std::exception` the name is said. It is printable.
LEAT_DECL std::string current_message();

/// The message of a remembered exception.
LEAT_DECL std::string message_of(std::exception_ptr const& error);

} // namespace detail
} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/support/impl/error.ipp>
#endif
