// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/code_version.hpp>
#include <leat/session/service.hpp>

#include <type_traits>

namespace leat {

template <auto const& P, class... Service>
class basic_session;

namespace detail {

/// The session with those services. A session that computes keys also holds what its translation
/// unit knows of the program's code. So this is part of the type of the session, and of the name of
/// every function that is made for it: units that know different things make different functions.
template <code_known How, auto const& P, class... Service>
struct session_of {
    static constexpr bool adds_code = false;
    using type = basic_session<P, Service...>;
};
template <code_known How, auto const& P, class... Service>
    requires(How != code_known::nothing &&
             ((kind_of<std::remove_cvref_t<Service>> == service::cache ||
               kind_of<std::remove_cvref_t<Service>> == service::repo) ||
              ...))
struct session_of<How, P, Service...> {
    static constexpr bool adds_code = true;
    using code = program_code<How>;
    using type = basic_session<P, Service..., code>;
};

} // namespace detail
} // namespace leat
