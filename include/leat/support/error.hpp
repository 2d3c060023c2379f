// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <exception>
#include <stdexcept>
#include <string>

namespace leat {

/// The base of everything that leat throws. `what()` says what is wrong, where, and what to do.
class error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A store of a cache cannot keep something. What was asked of it is as it was before; a run goes
/// on without, and says so.
class store_error : public error {
public:
    using error::error;
};

namespace detail {

/// The message of the exception that is being handled.
inline std::string current_message() {
    try {
        throw;
    } catch (std::exception const& e) {
        return e.what();
    } catch (...) {
        return "an exception that is not a std::exception";
    }
}

/// The message of a remembered exception.
inline std::string message_of(std::exception_ptr const& error) {
    try {
        std::rethrow_exception(error);
    } catch (...) {
        return current_message();
    }
}

} // namespace detail
} // namespace leat
