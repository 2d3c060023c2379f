// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/call/context.hpp>
#include <leat/graph/check.hpp>
#include <leat/graph/slice.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat::detail {

template <fixed_string... Names>
struct asked_names {};

template <class T>
inline constexpr bool is_binding = false;
template <fixed_string Name, class T>
inline constexpr bool is_binding<binding<Name, T>> = true;

template <class T>
inline constexpr bool is_run_time_slice = false;
template <slice_like T>
inline constexpr bool is_run_time_slice<T> = !T::is_static;

/// The names of the datasets in the session's catalog, as an argument of the run.
template <fixed_string... Names>
struct stored_names {};

template <class T>
inline constexpr bool is_stored_names = false;
template <fixed_string... Names>
inline constexpr bool is_stored_names<stored_names<Names...>> = true;

struct only_missing_argument {
    bool on = true; ///< known only at run time
};

/// The values whose nodes run even where the cache has them.
template <fixed_string... Names>
struct refresh_argument {};

template <class T>
inline constexpr bool is_refresh = false;
template <fixed_string... Names>
inline constexpr bool is_refresh<refresh_argument<Names...>> = true;

/// Says that the run resumes another one, whose record has what the run was given.
struct resume_argument {};

template <class T>
concept run_argument = is_binding<T> || slice_like<T> || std::same_as<T, run_options> ||
                       std::same_as<T, only_missing_argument> || is_stored_names<T> ||
                       is_refresh<T> || std::same_as<T, resume_argument>;

/// Whether a `U` may be bound to a value of type `T`. It must convert implicitly, and must not
/// silently lose a part of itself, as a fraction becomes an integer or a pointer a bool. An integer
/// is judged by its value when the run begins.
template <class T, class U>
consteval bool binds() {
    using given = std::remove_cvref_t<U>;
    if constexpr (std::is_same_v<T, given>)
        return true;
    else
        return std::is_convertible_v<U, T> && (!loses<T, given> || is_told_by_value<T, given>);
}

/// Whether an argument of the run may lose a part of itself.
template <class... Arguments>
bool any_slice([[maybe_unused]] Arguments const&... arguments) {
    [[maybe_unused]] auto const narrows = []<class T>(T const& argument) {
        if constexpr (slice_like<T>)
            return !argument.names.empty();
        else if constexpr (std::same_as<T, only_missing_argument>)
            return argument.on;
        else
            return false;
    };
    return (narrows(arguments) || ...);
}

/// All that the compiler knows of one form of call: the pipeline, the names of the results, and the
/// types of the arguments.
template <auto const& P, class Asked, class... Arguments>
struct layout;

template <auto const& P, fixed_string... Asked, class... Arguments>
struct layout<P, asked_names<Asked...>, Arguments...> {
    static constexpr auto const& pipeline = P;
    static constexpr counts size = counts_of<P>;

    static constexpr std::array<std::size_t, sizeof...(Asked)> asked{
        find_value<P>(Asked.view())...};

    template <class Argument>
    static consteval std::size_t bound_value() {
        if constexpr (is_binding<Argument>)
            return []<fixed_string Name, class T>(std::type_identity<binding<Name, T>>) {
                return find_value<P>(Name.view());
            }(std::type_identity<Argument>{});
        else
            return npos;
    }
    /// For each argument, the value that it binds, or npos.
    static constexpr std::array<std::size_t, sizeof...(Arguments)> bound{
        bound_value<Arguments>()...};

    static constexpr bool has_options = (std::same_as<Arguments, run_options> || ...);
    static constexpr bool only_missing = (std::same_as<Arguments, only_missing_argument> || ...);
    static constexpr bool has_catalog = (is_stored_names<Arguments> || ...);
    static constexpr bool has_slices = only_missing || (slice_like<Arguments> || ...);
    static constexpr bool resumes = (std::same_as<Arguments, resume_argument> || ...);
    static constexpr bool laid_out_at_run_time =
        only_missing || resumes || (is_run_time_slice<Arguments> || ...);

    template <std::size_t Count>
    static constexpr void mark(std::array<bool, Count>& flags, std::size_t v) {
        if (v != npos) flags[v] = true;
    }

    static constexpr std::size_t maker_of(std::size_t v) {
        return v == npos ? npos : solved<P>.maker[v];
    }

    /// The request of the call, as far as constants tell.
    static constexpr request<size> known_request = [] {
        request<size> r;
        r.any_asked = sizeof...(Asked) > 0;
        r.only_missing = only_missing;
        for (std::size_t v : asked) mark(r.asked, v);
        for (std::size_t v : bound) mark(r.bound, v);
        [[maybe_unused]] auto const add = [&]<class Argument>(std::type_identity<Argument>) {
            if constexpr (slice_like<Argument>) {
                if constexpr (Argument::is_static) narrow(r, members(solved<P>, Argument{}));
            } else if constexpr (is_stored_names<Argument>) {
                [&]<fixed_string... Stored>(stored_names<Stored...>) {
                    (mark(r.stored, find_value<P>(Stored.view())), ...);
                }(Argument{});
            }
        };
        (add(std::type_identity<Arguments>{}), ...);
        return r;
    }();

    /// The items that must run even where a cache has their values.
    static constexpr std::array<bool, size.items> refreshed = [] {
        std::array<bool, size.items> flags{};
        [[maybe_unused]] auto const add = [&]<class Argument>(std::type_identity<Argument>) {
            if constexpr (is_refresh<Argument>)
                [&]<fixed_string... Names>(refresh_argument<Names...>) {
                    (mark(flags, maker_of(find_value<P>(Names.view()))), ...);
                }(Argument{});
        };
        (add(std::type_identity<Arguments>{}), ...);
        return flags;
    }();

    static constexpr plan<size> laid_out = make_plan(solved<P>, known_request);

    /// The argument that binds value `v`, or npos.
    static constexpr std::size_t argument_of(std::size_t v) {
        for (std::size_t i = 0; i < bound.size(); ++i)
            if (bound[i] == v) return i;
        return npos;
    }
};

} // namespace leat::detail

namespace leat {

/// An argument of a run of a session with a catalog. A value that is stored and exists is not made
/// again. It is loaded if something needs it. These nodes run: those with a missing stored output,
/// those with an output that nothing stores or consumes, all that they need, and all sinks.
inline constexpr detail::only_missing_argument only_missing{};

/// An argument of a run. The nodes that make these values run, even where the cache has them, and
/// their new values replace those in the cache. Without a cache it changes nothing.
template <fixed_string... Names>
    requires(sizeof...(Names) > 0)
constexpr auto refresh(name_constant<Names>...) -> detail::refresh_argument<Names...> {
    return {};
}

} // namespace leat
