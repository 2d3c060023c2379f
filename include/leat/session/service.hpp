// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/code_version.hpp>
#include <leat/catalog/catalog.hpp>
#include <leat/engine/memo_seam.hpp>
#include <leat/hook/hook_list.hpp>
#include <leat/run/stored.hpp>
#include <leat/session/executor_driver.hpp>
#include <leat/session/record_driver.hpp>
#include <leat/support/indices.hpp>

#include <array>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// The kinds of services. A session has each kind at most once, and any number of hooks. It adds
/// `code` by itself: see `session_of`.
enum class service : unsigned char { hook, catalog, cache, repo, on_failure, executor, code };

/// The kind of a service. Any other object is a hook.
template <class T>
inline constexpr service kind_of = service::hook;
template <class... Entry>
inline constexpr service kind_of<basic_catalog<Entry...>> = service::catalog;

template <class T>
    requires requires { typename T::is_cache; }
inline constexpr service kind_of<T> = service::cache;
template <class T>
    requires requires { typename T::is_repo; }
inline constexpr service kind_of<T> = service::repo;
template <>
inline constexpr service kind_of<on_failure> = service::on_failure;
template <class T>
    requires requires { typename T::is_executor; }
inline constexpr service kind_of<T> = service::executor;
template <code_known How>
inline constexpr service kind_of<program_code<How>> = service::code;

/// The first of some types that says what is known of the code.
template <class... T>
struct code_among {
    using type = program_code<code_known::nothing>;
};
template <code_known How, class... T>
struct code_among<program_code<How>, T...> {
    using type = program_code<How>;
};
template <class First, class... T>
struct code_among<First, T...> : code_among<T...> {};

/// One service, at its place in the session. `T` is a reference if it was given as an lvalue.
template <std::size_t Index, class T>
struct held_service {
    explicit held_service(T&& given) : value(static_cast<T&&>(given)) {}
    [[no_unique_address]] T value;
};

template <class Indices, class... T>
struct services_of;

/// The services of a session, in the order of its arguments, and nothing else.
template <std::size_t... Index, class... T>
struct services_of<std::index_sequence<Index...>, T...> : held_service<Index, T>... {
    explicit services_of(T&&... given) : held_service<Index, T>(static_cast<T&&>(given))... {}

    static constexpr std::array<service, sizeof...(T)> kinds{kind_of<std::remove_cvref_t<T>>...};

    static consteval std::size_t count(service kind) {
        std::size_t n = 0;
        for (service k : kinds) n += k == kind ? 1 : 0;
        return n;
    }
    static consteval std::size_t first(service kind) {
        for (std::size_t i = 0; i < kinds.size(); ++i)
            if (kinds[i] == kind) return i;
        return npos;
    }

    template <std::size_t I, class U>
    static auto& at(held_service<I, U> const& held) noexcept {
        return const_cast<std::remove_reference_t<U>&>(held.value);
    }

    static constexpr auto is_hook = [] {
        std::array<bool, sizeof...(T)> flags{};
        for (std::size_t i = 0; i < flags.size(); ++i) flags[i] = kinds[i] == service::hook;
        return flags;
    }();

    /// The hooks, by reference, in order.
    auto hooks() noexcept { return hooks_at(typename indices_where<is_hook>::type{}); }

    /// The catalog, or that of a session without one.
    auto const& catalog() const noexcept {
        if constexpr (constexpr std::size_t i = first(service::catalog); i != npos)
            return at<i>(*this);
        else
            return none;
    }

    /// The cache, or that of a session without one.
    auto const& cache() const noexcept {
        if constexpr (constexpr std::size_t i = first(service::cache); i != npos)
            return at<i>(*this);
        else
            return no_cached;
    }

    /// The repo, or that of a session without one.
    auto const& repo() const noexcept {
        if constexpr (constexpr std::size_t i = first(service::repo); i != npos)
            return at<i>(*this);
        else
            return no_record_of;
    }

    /// What to do with the record of a run that fails.
    on_failure with_failed() const noexcept {
        if constexpr (constexpr std::size_t i = first(service::on_failure); i != npos)
            return at<i>(*this);
        else
            return on_failure::keep;
    }

    /// The executor, or that of a session without one.
    auto const& executor() const noexcept {
        if constexpr (constexpr std::size_t i = first(service::executor); i != npos)
            return at<i>(*this);
        else
            return calling_thread;
    }

    /// What the session knows of the program's code.
    using code = typename code_among<std::remove_cvref_t<T>...>::type;

private:
    static constexpr no_executor calling_thread{};
    static constexpr no_repo no_record_of{};
    static constexpr no_catalog none{};
    static constexpr no_cache no_cached{};

    template <std::size_t... I>
    auto hooks_at(std::index_sequence<I...>) noexcept {
        return hook_list<std::remove_reference_t<decltype(at<I>(*this))>...>(at<I>(*this)...);
    }
};

template <class... T>
using services = services_of<std::index_sequence_for<T...>, T...>;

} // namespace leat::detail
