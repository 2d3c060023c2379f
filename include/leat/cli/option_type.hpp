// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/given_values.hpp>
#include <leat/cli/program.hpp>
#include <leat/cli/read_text.hpp>
#include <leat/memo/storage_ops.hpp>
#include <leat/repo/run_record.hpp>
#include <leat/serial/serializable.hpp>
#include <leat/support/config.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

// The inputs and params that can be typed, as rows of a table: what needs the type of one is in
// four functions, of which there is a set for each type.

namespace leat::detail {

/// What is done with an option, for each type of one.
struct option_type {
    std::string (*kind)(); ///< as in NUMBER, for help; see `whole_kind`
    bool list;
    said (*read)(std::span<std::string const> words, void* to, bool typed); ///< see `read_words`
    std::string (*text)(void const* value);                                 ///< see `typed_text`
    /// Reads what a run was given; null where a record cannot keep it.
    void (*load)(run_record const& from, std::string_view name, void* to);
};

template <class T>
void load_option([[maybe_unused]] run_record const& from, [[maybe_unused]] std::string_view name,
                 [[maybe_unused]] void* to) {
    using kept_type = typename given_as<T>::type;
    if constexpr (serializable<kept_type>) *static_cast<T*>(to) = T(from.value<kept_type>(name));
}

template <class T>
inline constexpr option_type option_type_of{
    &whole_kind<T>, is_list<T>,
    [](std::span<std::string const> words, void* to, bool typed) {
        return read_words(words, *static_cast<T*>(to), typed);
    },
    [](void const* value) { return typed_text(*static_cast<T const*>(value)); },
    serializable<typename given_as<T>::type> ? &load_option<T> : nullptr};

/// An input or a param that can be typed. Refers to its value.
struct option_row {
    std::string_view name, doc;
    bool required; ///< an input
    void* value;   ///< its default at first, or nothing in it
    bool* given;
    option_type const* type;
};
using option_rows = std::span<option_row const>;

/// For help; requires that nothing was given yet.
LEAT_DECL std::vector<program_value> describe_options(option_rows rows);

/// Reads the words of each option. Requires: an element of `from` for each row.
/// Throws: `usage_error`.
LEAT_DECL void read_options(option_rows rows, std::vector<given_words> const& from);

/// What a run was given goes before the default; what its record has not kept is to be given again.
LEAT_DECL void take_recorded(option_rows rows, run_record const& from);

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/option_type.ipp>
#endif
