// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/check.hpp>
#include <leat/graph/slice.hpp>
#include <leat/run/context.hpp>

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

template <class T>
concept run_argument = is_binding<T> || slice_like<T> || std::same_as<T, run_options>;

/// Whether a value of type `T` may be bound from a `U`: what converts without saying so, except
/// what would silently lose most of it (a number with a fraction to an integer, a pointer to a
/// bool).
template <class T, class U>
consteval bool binds() {
    using given = std::remove_cvref_t<U>;
    if constexpr (std::is_same_v<T, given>)
        return true;
    else if constexpr (std::is_integral_v<T> && std::is_floating_point_v<given>)
        return false;
    else if constexpr (std::is_same_v<T, bool>)
        return std::is_convertible_v<U, T> && !std::is_pointer_v<std::decay_t<U>>;
    else
        return std::is_convertible_v<U, T>;
}

/// All that the compiler knows of one form of call: the pipeline, the results asked by name, and
/// the types of the arguments.
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
    /// For each argument the value that it binds, or npos.
    static constexpr std::array<std::size_t, sizeof...(Arguments)> bound{
        bound_value<Arguments>()...};

    static constexpr bool has_options = (std::same_as<Arguments, run_options> || ...);
    static constexpr bool sliced_at_run_time = (is_run_time_slice<Arguments> || ...);

    /// What is asked, as far as constants say it.
    static constexpr request<size> known_request = [] {
        request<size> r;
        r.any_asked = sizeof...(Asked) > 0;
        for (std::size_t v : asked)
            if (v != npos) r.asked[v] = true;
        for (std::size_t v : bound)
            if (v != npos) r.bound[v] = true;
        [[maybe_unused]] auto const add = [&]<class Argument>(std::type_identity<Argument>) {
            if constexpr (slice_like<Argument>)
                if constexpr (Argument::is_static) narrow(r, members(solved<P>, Argument{}));
        };
        (add(std::type_identity<Arguments>{}), ...);
        return r;
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
