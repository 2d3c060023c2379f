// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/cache_rules.hpp>
#include <leat/cache/code_version.hpp>
#include <leat/dsl/options.hpp>
#include <leat/run/cache_driver.hpp>
#include <leat/support/digest.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace leat::detail {

/// A value as the record of a run has it.
struct recorded_value {
    digest content;
    digest version;
    std::uint64_t bytes = 0;
};

/// The record of a session that keeps none.
template <class Code>
struct no_record {
    static constexpr bool records = false;
    using code = Code;
    static digest program() noexcept { return Code::version(); }
};

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

template <class Cache>
struct rules_of_cache {
    using type = typename Cache::rules;
};
template <>
struct rules_of_cache<no_cache> {
    using type = no_cache_rules;
};

template <class Rules, class Record>
using with_record = std::conditional_t<Record::records, recorded_rules<Rules>, Rules>;
template <class Rules, class Record>
using with_code = std::conditional_t<Record::code::known, coded_rules<Rules>, Rules>;

/// Where the values of a run are kept: in a cache, by a record, or both.
template <class Cache, class Record>
struct kept_in {
    static constexpr bool caches = !std::is_same_v<Cache, no_cache>;
    static constexpr bool records = Record::records;
    using cache_type = Cache;
    using code = typename Record::code; ///< what is known of the program's code
    using rules = with_record<with_code<typename rules_of_cache<Cache>::type, Record>, Record>;

    Cache const& cache;
    Record& record;
};

} // namespace leat::detail
