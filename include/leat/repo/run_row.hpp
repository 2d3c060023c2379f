// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/repo/fwd.hpp>
#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace leat {

/// A parameter of a run: a number or a text; what is neither in words, or nothing. A number is
/// unsigned, or a long double, where nothing before it holds it; a float is a double here.
using param_value =
    std::variant<std::monostate, std::int64_t, double, std::string, std::uint64_t, long double>;

/// A parameter as it was recorded.
struct run_param {
    std::string name{};
    param_value value{};
    std::string type{}; ///< as in "double"
    bool given = true;  ///< it came with the call, and not by default; true in older records

    /// The value in a few characters; a text in quotes, what is in words as it is.
    LEAT_DECL std::string text() const;
    /// The same in up to 4096 bytes.
    LEAT_DECL std::string whole_text() const;
    /// All that is recorded of it.
    LEAT_DECL std::string recorded_text() const;
    /// Whether that is all of the value, and not a count of elements, or nothing.
    LEAT_DECL bool is_whole() const;

private:
    LEAT_DECL std::string text_within(std::size_t room) const;
};

/// A value that a run has kept, to be found in the store of the repo by its content.
struct run_value {
    std::string name{};
    digest key{}; ///< of the node that made it; zero for an input or a parameter
    digest content{};
    digest version{};
    std::uint64_t bytes = 0;
    std::string type{};

    friend bool operator==(run_value const&, run_value const&) = default;
};

/// A file that a run has kept.
struct run_artifact {
    std::string name{};
    std::string file{}; ///< its name, as it was given
    digest content{};
    std::uint64_t bytes = 0;

    friend bool operator==(run_artifact const&, run_artifact const&) = default;
};

namespace detail {

/// With a comma between two; one in a name, or a backslash before one, has a backslash before it.
LEAT_DECL std::string join_names(std::vector<std::string> const& names);

LEAT_DECL std::vector<std::string> split_names(std::string_view text);

LEAT_DECL void insert_param(database& db, std::string_view run, run_param const& param);

LEAT_DECL param_value param_of(statement const& row, int column);
/// With what column `rest` adds to it.
LEAT_DECL param_value param_of(statement const& row, int column, int rest);

/// The types whose values are floats; a float is in the database as the double that it is.
inline constexpr std::string_view float_types[] = {"float", "std::optional<float>"};

LEAT_DECL digest digest_of(statement const& row, int column);

} // namespace detail
} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/repo/impl/run_row.ipp>
#endif
