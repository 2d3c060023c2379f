// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/error.hpp>
#include <leat/support/printable.hpp>

#include <cstdlib>
#include <cxxabi.h>
#include <string_view>
#include <typeinfo>

namespace leat {

LEAT_DECL error::error(std::string const& what) : std::runtime_error(detail::printable(what)) {}
LEAT_DECL error::error(char const* what) : std::runtime_error(detail::printable(what)) {}

} // namespace leat

namespace leat::detail {

/// The type of the exception that is being handled, as one writes it.
inline std::string current_type() {
    std::type_info const* const type = abi::__cxa_current_exception_type();
    if (!type) return "an unknown type";
    int status = 0;
    char* const name = abi::__cxa_demangle(type->name(), nullptr, nullptr, &status);
    std::string const text = name ? name : type->name();
    std::free(name);
    return text;
}

/// What the exception that is being handled says itself, without its causes.
inline std::string own_message() {
    std::string text;
    try {
        throw;
    } catch (std::exception const& e) {
        text = e.what();
    } catch (std::string const& thrown) {
        text = thrown;
    } catch (std::string_view thrown) {
        text = thrown;
    } catch (char const* thrown) {
        if (thrown) text = thrown;
    } catch (...) {
        return "an exception of type '" + current_type() + "'";
    }
    return text.empty() ? "an exception of type '" + current_type() + "' without a text"
                        : printable(text);
}

/// What is nested in the exception that is being handled, or null.
inline std::exception_ptr current_cause() {
    try {
        throw;
    } catch (std::nested_exception const& outer) {
        return outer.nested_ptr();
    } catch (...) {
        return nullptr;
    }
}

LEAT_DECL std::string current_message() {
    constexpr std::size_t most = 16; // a longer chain helps nobody
    std::string text = own_message();
    std::exception_ptr cause = current_cause();
    for (std::size_t i = 0; cause && i < most; ++i) {
        try {
            std::rethrow_exception(cause);
        } catch (...) {
            std::string const inner = own_message();
            // Some say themselves why, as leat's own do.
            if (text.find(inner) == text.npos) text += "; because: " + inner;
            cause = current_cause();
        }
    }
    return text;
}

LEAT_DECL std::string message_of(std::exception_ptr const& error) {
    try {
        std::rethrow_exception(error);
    } catch (...) {
        return current_message();
    }
}

} // namespace leat::detail
