// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/error.hpp>

#include <cstddef>
#include <exception>
#include <string>
#include <utility>

namespace leat::detail {

/// Carries the exception of a map's function, and the index of its element, to the place where the
/// run stores its failure. The caller of the run gets the exception itself; see `remember`.
class element_error : public error {
public:
    element_error(std::size_t index, std::size_t total, std::exception_ptr thrown)
        : error(place(index, total) + message_of(thrown)), place_(place(index, total)),
          thrown_(std::move(thrown)) {}

    /// For example "element 39 of 100: ".
    std::string const& place() const noexcept { return place_; }
    std::exception_ptr const& thrown() const noexcept { return thrown_; }

private:
    static std::string place(std::size_t index, std::size_t total) {
        return "element " + std::to_string(index) + " of " + std::to_string(total) + ": ";
    }

    std::string place_;
    std::exception_ptr thrown_;
};

/// The exception as it was thrown, for functions of the user.
inline std::exception_ptr thrown_by(std::exception_ptr const& error) {
    try {
        std::rethrow_exception(error);
    } catch (element_error const& e) {
        return e.thrown();
    } catch (...) {
        return error;
    }
}

} // namespace leat::detail
