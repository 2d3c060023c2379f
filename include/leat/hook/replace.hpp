// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/name.hpp>

#include <boost/hana/basic_tuple.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <utility>

namespace leat {

/// The replacement of one input of one node. Owns the value.
template <fixed_string Name, class T>
struct replaced_input {
    T value;
};

/// The result of `leat::replace(...)`.
template <class... Inputs>
struct replacement {
    boost::hana::basic_tuple<Inputs...> inputs;
};

/// The result of `leat::skip(...)`.
struct skip_request {
    std::string reason;
};

/// Returned by a `before_node_run`: `return leat::replace("ridge"_n = 0.3);`. That node gets these
/// values in place of its inputs, and no other node does. A name that is not an input of the node,
/// or a value of another type, does not compile. To replace only in some runs, return
/// `std::optional<decltype(leat::replace("ridge"_n = 0.3))>`. Moves or copies the values.
template <fixed_string... Names, class... T>
auto replace(binding<Names, T>... values)
    -> replacement<replaced_input<Names, std::decay_t<T>>...> {
    using inputs = boost::hana::basic_tuple<replaced_input<Names, std::decay_t<T>>...>;
    return {inputs{replaced_input<Names, std::decay_t<T>>{static_cast<T&&>(values.value)}...}};
}

/// Returned by a `before_node_run`: the node does not run, nor do the nodes that need it. The
/// report of the run has this reason for all of them. To skip only in some runs, return
/// `std::optional<leat::skip_request>`.
inline skip_request skip(std::string reason) { return {std::move(reason)}; }

namespace detail {

// The possible answers of a before_node_run: nothing, a replacement, a skip, or an optional of one
// of these.
template <class T>
struct answer {
    static constexpr bool known = false;
    static constexpr bool skips = false;
};
template <>
struct answer<void> {
    static constexpr bool known = true;
    static constexpr bool skips = false;
};
template <>
struct answer<skip_request> {
    static constexpr bool known = true;
    static constexpr bool skips = true;
};
template <class... Inputs>
struct answer<replacement<Inputs...>> {
    static constexpr bool known = true;
    static constexpr bool skips = false;
};
template <class T>
    requires(!std::is_void_v<T>)
struct answer<std::optional<T>> : answer<T> {};

} // namespace detail
} // namespace leat
