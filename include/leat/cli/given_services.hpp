// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/cache.hpp>
#include <leat/cli/typed_command.hpp>
#include <leat/engine/dataset_table.hpp>
#include <leat/engine/dataset_use.hpp>
#include <leat/executor/typed_threads.hpp>
#include <leat/hooks/progress.hpp>
#include <leat/memo/session_memo.hpp>
#include <leat/repo/errors.hpp>
#include <leat/repo/recorder.hpp>
#include <leat/repo/repo.hpp>
#include <leat/session/session.hpp>
#include <leat/support/atomic_file.hpp>
#include <leat/support/config.hpp>
#include <leat/support/function_ref.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// Whether a program gives `leat::main` a service of that kind; a binding is none.
template <service Kind, class... Given>
inline constexpr bool brings =
    ((!is_binding<std::remove_cvref_t<Given>> && kind_of<std::remove_cvref_t<Given>> == Kind) ||
     ...);

template <class T>
auto service_in(T& given) {
    if constexpr (is_binding<T>)
        return std::tuple<>();
    else
        return std::tuple<T&>(given);
}
template <class T>
auto binding_in(T& given) {
    if constexpr (is_binding<T>)
        return std::tuple<T&>(given);
    else
        return std::tuple<>();
}

/// How the progress of a run is shown. A run that is quiet shows none: it writes to `nowhere`.
LEAT_DECL hooks::progress_options progress_for(typed_command const& typed, descriptor& nowhere);

/// What `make()` returns, in a tuple; or none.
template <bool Wanted, class Make>
auto made_if(Make const& make) {
    if constexpr (Wanted)
        return std::tuple<decltype(make())>(make());
    else
        return std::tuple<>();
}
/// The members of a tuple, by reference.
template <class... T>
std::tuple<T&...> refer(std::tuple<T...>& all) {
    return std::apply([](auto&... one) { return std::tuple<T&...>(one...); }, all);
}

template <class Made, bool Wanted>
using made_service = std::conditional_t<Wanted, std::tuple<Made&>, std::tuple<>>;

template <auto const& P, class Services>
struct session_over;
template <auto const& P, class... S>
struct session_over<P, std::tuple<S...>> {
    using type = typename session_of<known_code, P, S...>::type;
};

/// What a program gives to `leat::main`, and what is made for it where it gives none: a repo, a
/// cache in that, an executor with as many threads as were asked for, and a progress bar.
template <class... Given>
class given_services {
    static constexpr bool own_repo = !brings<service::repo, Given...>;
    static constexpr bool own_cache = !brings<service::cache, Given...>;
    static constexpr bool own_executor = !brings<service::executor, Given...>;
    static constexpr bool own_hooks = !brings<service::hook, Given...>;

public:
    static constexpr bool makes_repo = own_repo;
    static constexpr bool makes_executor = own_executor;
    static constexpr bool has_catalog = brings<service::catalog, Given...>;

    using all = decltype(std::tuple_cat(
        service_in(std::declval<Given&>())..., std::declval<made_service<repo, own_repo>>(),
        std::declval<made_service<decltype(leat::cache(std::declval<repo&>())), own_cache>>(),
        std::declval<made_service<typed_threads, own_executor>>(),
        std::declval<made_service<hooks::progress, own_hooks>>()));
    /// The session that runs the pipeline with them.
    template <auto const& P>
    using session_type = typename session_over<P, all>::type;

    explicit given_services(Given&... given) : given_(given...) {}

    /// The record of runs: the program's, or the one that is asked for. Throws: `repo_error`.
    repo& runs(typed_command const& typed) {
        if constexpr (own_repo) {
            if (!repo_) repo_.emplace(typed.repo);
            return *repo_;
        } else {
            return find_repo(std::index_sequence_for<Given...>{});
        }
    }

    /// Of each value whether a dataset of the catalog holds it.
    template <auto const& P>
    auto existing() const {
        std::array<bool, counts_of<P>.values> exists{};
        auto const look = [&]<class T>(T const& one) {
            if constexpr (kind_of<T> == service::catalog)
                std::ranges::copy(what_exists(graph_view_of<P>,
                                              dataset_table<P, T, hook_list<>>(one).view(),
                                              flags(exists.size(), true)),
                                  exists.begin());
        };
        std::apply([&](auto&... given) { (look(given), ...); }, given_);
        return exists;
    }

    template <auto const& P>
    void with_session(typed_command const& typed, function_ref<void(session_type<P> const&)> call) {
        auto own_runs = made_if<own_repo>([&]() -> repo& { return runs(typed); });
        auto own_store = made_if<own_cache>([&] { return leat::cache(runs(typed)); });
        auto own_threads = made_if<own_executor>([&] { return typed_threads(typed.jobs); });
        auto own_bar =
            made_if<own_hooks>([&] { return hooks::progress(progress_for(typed, nowhere_)); });
        auto services = std::apply(
            [&](Given&... given) {
                return std::tuple_cat(service_in(given)..., refer(own_runs), refer(own_store),
                                      refer(own_threads), refer(own_bar));
            },
            given_);
        session_type<P> const app =
            std::apply([](auto&... each) { return leat::session<P>(each...); }, services);
        call(app);
    }

    /// Calls `call("x"_n = value...)` with the values that the program binds.
    template <class Call>
    decltype(auto) with_bindings(Call&& call) {
        return std::apply(
            [&](Given&... given) { return std::apply(call, std::tuple_cat(binding_in(given)...)); },
            given_);
    }

private:
    template <std::size_t... I>
    repo& find_repo(std::index_sequence<I...>) {
        repo* found = nullptr;
        auto const look = [&]<class T>(T& one) {
            if constexpr (std::is_same_v<std::remove_cv_t<T>, repo>)
                found = const_cast<repo*>(&one);
        };
        (look(std::get<I>(given_)), ...);
        return *found;
    }

    std::tuple<Given&...> given_;
    std::optional<repo> repo_{};
    descriptor nowhere_{};
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/cli/impl/given_services.ipp>
#endif
