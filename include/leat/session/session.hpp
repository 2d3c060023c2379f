// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/session_run.hpp>
#include <leat/session/check_session.hpp>
#include <leat/session/handle.hpp>
#include <leat/session/resume.hpp>
#include <leat/session/run.hpp>
#include <leat/session/service.hpp>
#include <leat/session/session_cache.hpp>
#include <leat/session/session_of.hpp>
#include <leat/session/watched_run.hpp>

#include <memory>
#include <stop_token>
#include <tuple>
#include <type_traits>
#include <utility>

namespace leat {

/// A pipeline with services, as `leat::session` makes it. It holds or borrows the services, and
/// nothing else. If hooks or datasets have a state, it allows one run at a time.
template <auto const& P, class... Service>
class basic_session {
    using services = detail::services<Service...>;
    using hooks_type = decltype(std::declval<services&>().hooks());
    using catalog_type = std::remove_cvref_t<decltype(std::declval<services&>().catalog())>;
    using cache_type = std::remove_cvref_t<decltype(std::declval<services&>().cache())>;
    using executor_type = std::remove_cvref_t<decltype(std::declval<services&>().executor())>;
    static constexpr bool has_cache = services::count(detail::service::cache) > 0;
    static constexpr bool has_repo = services::count(detail::service::repo) > 0;
    static constexpr bool has_executor = services::count(detail::service::executor) > 0;
    static constexpr bool has_catalog = detail::some_catalog<catalog_type>;
    static constexpr bool executor_only =
        sizeof...(Service) == 1 && services::count(detail::service::executor) == 1;
    static constexpr bool right =
        detail::check_session<P, services, catalog_type, hooks_type, cache_type>();

public:
    /// Whether the services fit the pipeline. The compiler has reported any mistake by then.
    static consteval bool is_right() { return right; }

    /// Throws: `hook_error` if a hook throws in its `after_catalog_created`.
    explicit basic_session(Service&&... given) : services_(static_cast<Service&&>(given)...) {
        if constexpr (right && has_catalog)
            detail::tell_of_catalog(services_.hooks(), P.name.view(), services_.catalog());
    }

    /// Runs the pipeline with the services. The arguments are those of `leat::run`, and
    /// `only_missing`. Returns: `leat::result`; with a catalog, a cache, a repo, an executor beside
    /// other services, guards, a hook that may skip nodes, or a slice named by strings,
    /// `leat::dynamic_result`. Throws: `node_error`, `dataset_error`, `hook_error`, which are
    /// `run_error`s; `run_stopped`; `error` if a slice named by strings is wrong, or a needed
    /// dataset does not exist. Cost: for nodes without hooks, that of a bare run; for the others,
    /// some readings of the clock and the work of the hooks. With a `dynamic_result`, some hundred
    /// nanoseconds a node: two readings of the clock, and a report.
    template <fixed_string... Asked, class... Arguments>
    [[gnu::always_inline]] auto run(Arguments&&... arguments) const {
        if constexpr (sizeof...(Service) == 0)
            return leat::run<P, Asked...>(static_cast<Arguments&&>(arguments)...);
        else if constexpr (!right)
            return detail::refused_result<sizeof...(Asked)>{};
        else if constexpr (has_catalog)
            return run_with_services<Asked...>(stored{}, arguments...);
        else if constexpr (executor_only && !detail::has_guards<P> &&
                           !detail::layout<P, detail::asked_names<Asked...>,
                                           std::remove_cvref_t<Arguments>...>::laid_out_at_run_time)
            return run_by_executor<Asked...>(arguments...);
        else
            return run_with_services<Asked...>(arguments...);
    }

    /// Runs the pipeline in a thread of its own. The arguments are those of `run`, and the run owns
    /// them: a value given as an lvalue is copied, but a slice named by strings refers to its
    /// strings. Returns: a `run_handle`, whose `wait()` returns the result of `run`; its destructor
    /// stops the run. The session must outlive it.
    template <fixed_string... Asked, class... Arguments>
    auto start(Arguments&&... arguments) const {
        using held = std::tuple<detail::owned_argument<std::remove_cvref_t<Arguments>>...>;
        auto const run = [this](auto const&... given) { return this->run<Asked...>(given...); };
        using made = decltype(detail::run_held(std::declval<held&>(), std::stop_token(), run));
        auto owned = std::make_unique<held>(arguments...);
        return run_handle<made>([run, owned = std::move(owned)](std::stop_token token) {
            return detail::run_held(*owned, token, run);
        });
    }

    /// Runs the rest of a recorded run of this pipeline, in a new run that names the old one as its
    /// origin. Nodes that had ended do not run again: they have the values of then. A node runs if
    /// its code or its inputs have changed since, and so do the nodes after it. The record tells
    /// the inputs of the old run, its requested values and its slice; slices and requested values
    /// in the call replace those.
    ///
    /// The arguments: the id of a run, or none for the last run that did not complete;
    /// `from("x"_n)`, to run the node that makes x, and what follows in that slice, in any case;
    /// values that replace those of the old run; and `run_options`. If several processes resume one
    /// run, one of them runs, and the others then have its values. Returns: `leat::dynamic_result`.
    /// Throws: `repo_error` if there is no such run, if it has completed and no `from` is given, or
    /// if it is alive; and as `run`.
    template <fixed_string... Asked, class... Arguments>
    auto resume(Arguments&&... arguments) const {
        if constexpr (!right || !detail::check_can_resume<P, has_repo>()) {
            return detail::refused_result<sizeof...(Asked)>{};
        } else {
            auto const wish = detail::resume_wish_of(arguments...);
            return std::apply(
                [&](auto const&... rest) {
                    return resume_with_services<Asked...>(wish, detail::resume_argument{}, stored{},
                                                          rest...);
                },
                std::tuple_cat(detail::for_the_run(arguments)...));
        }
    }

    /// What such a run would do, node by node. A node that would run is `pending`; a node whose
    /// value is in the cache is a `hit`. A node that needs the result of a pending node is
    /// `pending`, because its key is not known yet. Runs nothing and calls no hook. With a catalog,
    /// asks datasets whether they exist; with a cache, loads those that count in a key. Throws: as
    /// `run` before its first node.
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

    /// What the session's cache holds: entries and damage, with removing and collecting; and why a
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
    static constexpr bool is_dynamic =
        has_catalog || has_cache || has_repo || has_executor || Layout::laid_out_at_run_time ||
        detail::has_guards<P> || detail::any_may_skip<P, hooks_type>;

    template <class Layout>
    using result_type = typename std::conditional_t<
        is_dynamic<Layout>, std::type_identity<dynamic_result<Layout, catalog_type>>,
        std::type_identity<result<Layout, typename detail::kept_values<Layout>::type,
                                  detail::watched_run<Layout, hooks_type>>>>::type;

    // A bare run by the executor.
    template <fixed_string... Asked, class... Arguments>
    auto run_by_executor(Arguments const&... arguments) const {
        using asked = detail::asked_names<Asked...>;
        using layout = detail::layout<P, asked, Arguments...>;
        if constexpr (!detail::run_check<P, asked, Arguments...>::value)
            return detail::refused_result<sizeof...(Asked)>{};
        else if constexpr (!detail::check_handed_over<layout, false>() ||
                           !detail::check_taken<layout>())
            return detail::refused_result<sizeof...(Asked)>{};
        else
            return detail::executor_driver<executor_type>::template run_laid_out<layout>(
                services_.executor(), detail::find_options(arguments...), arguments...);
    }

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
            if constexpr (has_repo) {
                auto record = new_record();
                return run_recorded<layout>(hooks, record, log, arguments...);
            } else if constexpr (is_dynamic<layout>) {
                detail::session_memo<P, cache_type, false, typename services::code> store(
                    services_.cache(), nullptr);
                detail::executor_of<executor_type> const executor(services_.executor());
                return detail::session_run<layout, catalog_type, hooks_type, Arguments...>(
                           services_.catalog(), hooks, store.get(), executor.get(), log,
                           arguments...)
                    .run();
            } else if constexpr (!detail::check_taken<layout>()) {
                return detail::refused_result<sizeof...(Asked)>{};
            } else {
                return detail::run_watched<layout>(hooks, log, arguments...);
            }
        }
    }

    template <class Layout, class Record, class... Arguments>
    auto run_recorded(hooks_type const& hooks, Record& record, detail::run_log& log,
                      Arguments const&... arguments) const {
        detail::session_memo<P, cache_type, true, typename services::code> store(services_.cache(),
                                                                                 &record);
        detail::executor_of<executor_type> const executor(services_.executor());
        return detail::session_run<Layout, catalog_type, hooks_type, Arguments...>(
                   services_.catalog(), hooks, store.get(), executor.get(), log, arguments...)
            .run(record);
    }

    template <fixed_string... Asked, class... Arguments>
    auto resume_with_services(detail::resume_wish const& wish,
                              Arguments const&... arguments) const {
        using asked = detail::asked_names<Asked...>;
        using layout = detail::layout<P, asked, Arguments...>;
        if constexpr (!detail::run_check<P, asked, Arguments...>::value) {
            return detail::refused_result<sizeof...(Asked)>{};
        } else if constexpr (!detail::check_result_points<result_type<layout>>(
                                 static_cast<hooks_type const*>(nullptr))) {
            return detail::refused_result<sizeof...(Asked)>{};
        } else {
            auto const hooks = services_.hooks();
            detail::run_log log;
            log.options = detail::find_options(arguments...);
            auto record = new_record();
            record.resume(P.name.view(), wish, detail::any_slice(arguments...));
            return run_recorded<layout>(hooks, record, log, arguments...);
        }
    }

    auto new_record() const {
        using repo_type = std::remove_cvref_t<decltype(services_.repo())>;
        using driver = detail::record_driver<repo_type>;
        return typename driver::template record<typename services::code>(services_.repo(),
                                                                         services_.with_failed());
    }
    template <fixed_string... Asked, class... Arguments>
    run_info plan_with_services(Arguments const&... arguments) const {
        using asked = detail::asked_names<Asked...>;
        using layout = detail::layout<P, asked, Arguments...>;
        if constexpr (!detail::run_check<P, asked, Arguments...>::value) {
            return {};
        } else if constexpr (is_dynamic<layout>) {
            detail::hook_list<> const hooks; // nothing runs, so no hook is notified
            detail::run_log log;
            log.options = detail::find_options(arguments...);
            detail::session_memo<P, cache_type, has_cache && has_repo, typename services::code>
                store(services_.cache(), nullptr);
            return detail::session_run<layout, catalog_type, detail::hook_list<>, Arguments...>(
                       services_.catalog(), hooks, has_cache ? store.get() : nullptr, nullptr, log,
                       arguments...)
                .predict();
        } else {
            run_info info = detail::describe_run<P>(layout::laid_out, layout::known_request,
                                                    node_status::pending);
            info.status = run_status::running; // the run has not ended
            return info;
        }
    }

    // Mutable: the session itself does not change in a run, but hooks and datasets may.
    [[no_unique_address]] mutable services services_;
};

/// A pipeline with services: `leat::session<forecast>(leat::catalog(...),
/// leat::hooks::progress())`. A session has at most one catalog, cache, repo and executor, and any
/// number of hooks: objects with members such as `before_node_run`; see hook_point.hpp. Hooks are
/// called in the order of the arguments before something, and in the reverse order after it. A
/// service given as an lvalue is borrowed, and must outlive the session. A service given as an
/// rvalue is owned by the session. The compiler refuses a service that lacks or misspells
/// something, in a sentence. Without services a session runs as the bare run, to the instruction.
template <auto const& P, class... Service>
[[nodiscard]] typename detail::session_of<detail::known_code, P, Service...>::type session(
    Service&&... services) {
    using made = typename detail::session_of<detail::known_code, P, Service...>;
    if constexpr (made::adds_code)
        return typename made::type(static_cast<Service&&>(services)..., typename made::code());
    else
        return typename made::type(static_cast<Service&&>(services)...);
}

} // namespace leat
