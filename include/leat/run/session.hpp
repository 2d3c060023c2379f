// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/check_session.hpp>
#include <leat/run/dynamic_run.hpp>
#include <leat/run/pipeline_visit.hpp>
#include <leat/run/run.hpp>
#include <leat/run/service.hpp>
#include <leat/run/session_cache.hpp>
#include <leat/run/watch.hpp>

#include <type_traits>
#include <utility>

namespace leat {
namespace detail {

template <class Hook, auto const& P, std::size_t... Item>
consteval bool may_skip_any(std::index_sequence<Item...>) {
    for (bool skips : {false, may_skip<Hook, P, Item>()...})
        if (skips) return true;
    return false;
}

/// Whether a hook may skip a node of the pipeline: then what a run does is known at run time only.
template <auto const& P, class Hooks>
inline constexpr bool any_may_skip = false;
template <auto const& P, class... Hook>
inline constexpr bool any_may_skip<P, hook_list<Hook...>> =
    (may_skip_any<Hook, P>(std::make_index_sequence<counts_of<P>.items>{}) || ...);

/// A run that the compiler has laid out, observed by hooks.
template <class Layout, class Hooks, class... Arguments>
auto run_watched(Hooks const& hooks, run_log& log, Arguments const&... arguments) {
    constexpr auto const& P = Layout::pipeline;
    run_record<Layout, Hooks> record;
    return observe_run(
        hooks, log, P.name.view(),
        [&] {
            run_info info =
                describe_run<P>(Layout::laid_out, Layout::known_request, node_status::pending);
            record.complete(info);
            return info;
        },
        [&] {
            return run_laid_out<Layout>(
                boost::hana::basic_tuple<Arguments const*...>{std::addressof(arguments)...},
                log.options, watch<Layout, Hooks>(hooks, log, record));
        });
}

/// A run that is laid out at run time, observed by hooks.
template <class Layout, class Catalog, class Hooks, class Cache, class... Arguments>
auto run_observed(Catalog const& catalog, Hooks const& hooks, Cache const& cache, run_log& log,
                  Arguments const&... arguments) {
    dynamic_engine<Layout, Catalog, Hooks, Cache, Arguments...> engine(catalog, hooks, cache, log,
                                                                       arguments...);
    return observe_run(
        hooks, log, Layout::pipeline.name.view(),
        [&]() -> run_info const& { return engine.info(); }, [&] { return engine.run(); });
}

} // namespace detail

/// A pipeline with services, as `leat::session` makes it: holds them, or refers to them, and
/// nothing else. One run at a time, where hooks or datasets have state.
template <auto const& P, class... Service>
class basic_session {
    using services = detail::services<Service...>;
    using hooks_type = decltype(std::declval<services&>().hooks());
    using catalog_type = std::remove_cvref_t<decltype(std::declval<services&>().catalog())>;
    using cache_type = std::remove_cvref_t<decltype(std::declval<services&>().cache())>;
    static constexpr bool has_cache = services::count(detail::service::cache) > 0;
    static constexpr bool has_catalog = detail::some_catalog<catalog_type>;
    static constexpr bool right =
        detail::check_session<P, services, catalog_type, hooks_type, cache_type>();

public:
    /// Throws: `hook_error`, when a hook throws in its `after_catalog_created`.
    explicit basic_session(Service&&... given) : services_(static_cast<Service&&>(given)...) {
        if constexpr (right && has_catalog)
            detail::tell_of_catalog(services_.hooks(), P.name.view(), services_.catalog());
    }

    /// Runs the pipeline with the services; the arguments are those of `leat::run`, and
    /// `only_missing`. Returns: `leat::result`; with a catalog, with a hook that may skip nodes, or
    /// with a slice that is named by strings, `leat::dynamic_result`.
    /// Throws: `node_error`, `dataset_error`, `hook_error`, which are `run_error`s; `run_stopped`;
    /// `error` when a slice named by strings is wrong, or a dataset that is needed does not exist.
    /// Cost: that of a bare run for the nodes that no hook is told of; for the others some readings
    /// of the clock and what the hooks do. Where it returns a `dynamic_result`, some hundred
    /// nanoseconds a node: two readings of the clock, and a report.
    template <fixed_string... Asked, class... Arguments>
    [[gnu::always_inline]] auto run(Arguments&&... arguments) const {
        if constexpr (sizeof...(Service) == 0)
            return leat::run<P, Asked...>(static_cast<Arguments&&>(arguments)...);
        else if constexpr (!right)
            return detail::refused_result<sizeof...(Asked)>{};
        else if constexpr (has_catalog)
            return run_with_services<Asked...>(stored{}, arguments...);
        else
            return run_with_services<Asked...>(arguments...);
    }

    /// What such a run would do, node by node: what is `pending` would run, what is a `hit` is in
    /// the cache. A node that depends on what one returns that would run is `pending`, as nothing
    /// more is known by then. Runs nothing and calls no hook; with a catalog, asks datasets whether
    /// they exist, and with a cache loads those that count in a key. Throws as `run` does before it
    /// runs a node.
    template <fixed_string... Asked, class... Arguments>
    run_info plan(Arguments&&... arguments) const {
        if constexpr (!right)
            return {};
        else if constexpr (has_catalog)
            return plan_with_services<Asked...>(stored{}, arguments...);
        else
            return plan_with_services<Asked...>(arguments...);
    }

    /// The session's catalog.
    auto const& catalog() const noexcept
        requires has_catalog
    {
        return services_.catalog();
    }

    /// What the session's cache holds: entries, what is damaged, removing, collecting; and why a
    /// node would run. See `session_cache`.
    auto cache() const noexcept
        requires has_cache
    {
        return session_cache<basic_session, decltype(services_.cache().view())>(
            *this, services_.cache().view());
    }

private:
    using stored = typename detail::names_stored_by<catalog_type>::type;

    template <class Layout>
    static constexpr bool is_dynamic = has_catalog || has_cache || Layout::laid_out_at_run_time ||
                                       detail::any_may_skip<P, hooks_type>;

    template <class Layout>
    using result_type = typename std::conditional_t<
        is_dynamic<Layout>, std::type_identity<dynamic_result<Layout, catalog_type>>,
        std::type_identity<result<Layout, typename detail::kept_values<Layout>::type,
                                  detail::run_record<Layout, hooks_type>>>>::type;

    template <fixed_string... Asked, class... Arguments>
    auto run_with_services(Arguments const&... arguments) const {
        using asked = detail::asked_names<Asked...>;
        using layout = detail::layout<P, asked, Arguments...>;
        if constexpr (!detail::run_check<P, asked, Arguments...>::value) {
            return detail::refused_result<sizeof...(Asked)>{};
        } else if constexpr (!detail::check_handed_over<layout, is_dynamic<layout>>()) {
            return detail::refused_result<sizeof...(Asked)>{};
        } else if constexpr (!detail::check_result_points<result_type<layout>>(
                                 static_cast<hooks_type const*>(nullptr))) {
            return detail::refused_result<sizeof...(Asked)>{};
        } else {
            auto const hooks = services_.hooks();
            detail::run_log log;
            log.options = detail::find_options(arguments...);
            if constexpr (is_dynamic<layout>)
                return detail::run_observed<layout>(services_.catalog(), hooks, services_.cache(),
                                                    log, arguments...);
            else
                return detail::run_watched<layout>(hooks, log, arguments...);
        }
    }

    template <fixed_string... Asked, class... Arguments>
    run_info plan_with_services(Arguments const&... arguments) const {
        using asked = detail::asked_names<Asked...>;
        using layout = detail::layout<P, asked, Arguments...>;
        if constexpr (!detail::run_check<P, asked, Arguments...>::value) {
            return {};
        } else if constexpr (is_dynamic<layout>) {
            detail::hook_list<> const nobody; // hears of it
            detail::run_log log;
            return detail::dynamic_engine<layout, catalog_type, detail::hook_list<>, cache_type,
                                          Arguments...>(services_.catalog(), nobody,
                                                        services_.cache(), log, arguments...)
                .foresee();
        } else {
            run_info info = detail::describe_run<P>(layout::laid_out, layout::known_request,
                                                    node_status::pending);
            info.status = run_status::running; // as it has not ended
            return info;
        }
    }

    // A session says what a run is to use; that hooks and datasets have a state is theirs.
    [[no_unique_address]] mutable services services_;
};

/// A pipeline with services: `leat::session<forecast>(leat::catalog(...),
/// leat::hooks::progress())`. A catalog, at most one; and hooks, which are called in this order
/// before something, and in the reverse order after it: any objects with members such as
/// `before_node_run`; see hook_point.hpp. A service given as an lvalue is borrowed, and must
/// outlive the session; one given as an rvalue is owned by it. What a service lacks or misspells is
/// refused by the compiler, in a sentence. Without services it is the bare run, to the instruction.
template <auto const& P, class... Service>
[[nodiscard]] auto session(Service&&... services) {
    return basic_session<P, Service...>(static_cast<Service&&>(services)...);
}

} // namespace leat
