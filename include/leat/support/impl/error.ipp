// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/error.hpp>

namespace leat::detail {

LEAT_DECL std::string current_message() {
    try {
        throw;
    } catch (std::exception const& e) {
        return e.what();
    } catch (...) {
        return "an exception that is not a std::exception";
    }
}

LEAT_DECL std::string message_of(std::exception_ptr const& error) {
    try {
        std::rethrow_exception(error);
    } catch (...) {
        return current_message();
    }
}

} // namespace leat::detail
