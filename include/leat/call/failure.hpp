// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/element_error.hpp>
#include <leat/info/errors.hpp>

#include <exception>
#include <string>
#include <string_view>

namespace leat::detail {

/// The first failure of a run. It is stored until everything that was told of a beginning has been
/// told of its end; then the caller gets it.
struct failure {
    enum class source : unsigned char { node, hook, load, save };

    std::exception_ptr error{}; ///< as it was thrown; null if nothing failed
    source from = source::node;
    std::string_view hook{}; ///< the type of the hook
    char const* point = "";  ///< its member
    std::string subject{};   ///< what the hook was called for
    std::string dataset{};   ///< the name of the value
    std::string place{};     ///< the description of the dataset
    std::string element{};   ///< the element of a map: "element 39 of 100: "

    explicit operator bool() const noexcept { return static_cast<bool>(error); }

    std::string message() const { return element + message_of(error); }
};

/// Stores the exception that is being handled, as a node's function threw it.
[[gnu::cold]] inline void remember(failure& f) {
    try {
        throw;
    } catch (element_error const& e) {
        f.error = e.thrown();
        f.element = e.place();
    } catch (...) {
        f.error = std::current_exception();
    }
}

/// The same for a stored exception, if there is one.
[[gnu::cold]] inline failure failure_of(std::exception_ptr const& thrown) {
    failure made;
    if (!thrown) return made;
    try {
        std::rethrow_exception(thrown);
    } catch (...) {
        remember(made);
    }
    return made;
}

/// Throws the error for the caller of a run.
[[noreturn, gnu::cold]] inline void raise(failure const& f, std::string_view pipeline,
                                          std::string_view node, left_over left) {
    try {
        std::rethrow_exception(f.error);
    } catch (...) {
        std::string const message = f.element + current_message();
        switch (f.from) {
        case failure::source::hook:
            throw hook_error(pipeline, f.hook, f.point, f.subject, node, message, std::move(left));
        case failure::source::load:
        case failure::source::save:
            throw dataset_error(pipeline, f.dataset, f.place,
                                f.from == failure::source::load ? "loaded for" : "saved by", node,
                                message, std::move(left));
        default:
            throw node_error(pipeline, node, message, std::move(left));
        }
    }
}

} // namespace leat::detail
