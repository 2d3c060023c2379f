// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/element_error.hpp>
#include <leat/info/errors.hpp>

#include <exception>
#include <string>
#include <string_view>

namespace leat::detail {

/// What made a run fail, as it is remembered until all that saw the beginning of something have
/// seen its end: the first error is the one that the caller gets.
struct failure {
    enum class source : unsigned char { node, hook, load, save };

    std::exception_ptr error{}; ///< as it was thrown; null as long as nothing failed
    source from = source::node;
    std::string_view hook{}; ///< the type of the hook
    char const* point = "";  ///< its member
    std::string subject{};   ///< what it was called for
    std::string dataset{};   ///< the name of the value
    std::string place{};     ///< what the dataset says of itself
    std::string element{};   ///< of a map, which one: "element 39 of 100: "

    explicit operator bool() const noexcept { return static_cast<bool>(error); }

    std::string message() const { return element + message_of(error); }
};

/// Remembers the exception that is being handled, as it was thrown by a node's function.
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

/// The same of an exception that was kept, if there is one.
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

/// Throws the error that the caller of a run is to get.
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
