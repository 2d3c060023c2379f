// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/slice.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace leat::detail {

/// Which run to resume, and which of its nodes run again in any case.
struct resume_wish {
    std::string id{};                ///< empty: the last run that did not complete
    std::vector<std::string> from{}; ///< values
};

template <class T>
concept run_id_argument = std::convertible_to<T const&, std::string_view>;
template <class T>
inline constexpr bool is_from_slice = false;
template <slice_like T>
inline constexpr bool is_from_slice<T> = T::kind == slice_kind::from;

template <class... Arguments>
resume_wish resume_wish_of(Arguments const&... arguments) {
    resume_wish wish;
    [[maybe_unused]] auto const add = [&]<class T>(T const& argument) {
        if constexpr (run_id_argument<T>)
            wish.id = std::string_view(argument);
        else if constexpr (is_from_slice<T>)
            wish.from.insert(wish.from.end(), argument.names.begin(), argument.names.end());
    };
    (add(arguments), ...);
    return wish;
}

/// The argument in a tuple; empty if it is about the run that is resumed.
template <class T>
auto for_the_run(T const& argument) {
    if constexpr (run_id_argument<T> || is_from_slice<T>)
        return std::tuple<>();
    else
        return std::tuple<T const&>(argument);
}

} // namespace leat::detail
