// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/code_version.hpp>
#include <leat/session/service.hpp>

#include <type_traits>

namespace leat {

template <auto const& P, class... Service>
class basic_session;

namespace detail {

/// The type of a session with these services. A session that computes keys also holds what its
/// translation unit knows of the program's code. That is a part of the type of the session, and of
/// the name of every function made for it: units that know different things make different
/// functions.
template <bool CodeKnown, auto const& P, class... Service>
struct session_of {
    static constexpr bool adds_code = false;
    using type = basic_session<P, Service...>;
};
template <auto const& P, class... Service>
    requires((kind_of<std::remove_cvref_t<Service>> == service::cache ||
              kind_of<std::remove_cvref_t<Service>> == service::repo) ||
             ...)
struct session_of<true, P, Service...> {
    static constexpr bool adds_code = true;
    using type = basic_session<P, Service..., program_code<true>>;
};

} // namespace detail
} // namespace leat
