// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/guarded.hpp>
#include <leat/support/digest.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace leat {

/// What follows when a value fails a check.
enum class importance : unsigned char {
    fail, ///< the node fails, with `check_error`
    warn, ///< it is said, and the run goes on
};

namespace detail {

template <class Predicate>
struct check_guard {
    using is_guard = void;
    using held = Predicate;
    static constexpr bool needs_inputs_again = false;

    [[no_unique_address]] Predicate predicate;
    std::string_view text;
    importance how;

    /// What of it is part of a static key: a value that was kept has passed the checks of then.
    constexpr void feed_key(digest_builder& to) const {
        to.text("check").text(text).number(static_cast<std::uint64_t>(how));
    }
};

} // namespace detail

/// What a node returns is looked at: `check(is_finite, "weights must be finite")`. `predicate` is a
/// function without state that takes the value, or of several outputs all of them, by const
/// reference, and says whether it is right. Its text is part of the node's key, so that a value
/// which was kept before the check was added is made, and looked at, again. The text is a literal,
/// and is what the error or the warning says. Checks, retries and fallbacks take effect in the
/// order in which they are declared.
template <class Predicate, std::size_t Size>
consteval auto check(Predicate predicate, char const (&text)[Size],
                     importance how = importance::fail) -> detail::check_guard<Predicate> {
    return {predicate, {text, Size - 1}, how};
}

} // namespace leat
