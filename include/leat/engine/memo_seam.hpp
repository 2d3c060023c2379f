// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/cache_rules.hpp>
#include <leat/dsl/options.hpp>
#include <leat/engine/memo.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace leat::detail {

/// The cache of a session that has none.
struct no_cache {};

class session_record;

/// What a session without a cache says of it: nothing is cached, whatever a node is declared.
struct no_cache_rules {
    static constexpr bool all = false;
    static constexpr bool records = false;
    static constexpr bool code_known = false;
    static constexpr std::array<std::string_view, 0> names{};
    static constexpr caching of(std::string_view, caching declared) {
        return declared == caching::impure ? declared : caching::uncached;
    }
};

/// What a session's cache and record do for its runs. For a cache or a record it is defined by
/// session_memo.hpp, which
/// `<leat/cache.hpp>` includes, so that a program without one does not pay for its headers.
/// `Code`: what is known of the program's code, a `program_code`.
template <auto const& P, class Cache, bool Records, class Code>
class session_memo;

template <auto const& P, class Code>
class session_memo<P, no_cache, false, Code> {
public:
    static consteval bool check() { return true; }
    session_memo(no_cache const&, session_record*) noexcept {}
    memo* get() const noexcept { return nullptr; }
};

} // namespace leat::detail
