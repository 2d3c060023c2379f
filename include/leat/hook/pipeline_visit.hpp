// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/hook/hook_list.hpp>
#include <leat/hook/hook_point.hpp>
#include <leat/info/info.hpp>

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace leat::detail {

/// Whether a hook is notified of an error at that point.
template <class Point, class Hook>
inline constexpr bool takes_error = false;
template <class Hook>
inline constexpr bool takes_error<on_pipeline_error_point, Hook> =
    on_pipeline_error_point::takes<Hook, run_info const&, std::exception_ptr const&> ||
    on_pipeline_error_point::takes<Hook, std::exception_ptr const&>;

/// Whether a hook is notified of runs at that point. The point has a name and takes the run's info
/// or not.
template <class Point, class Hook>
inline constexpr bool told_of_runs = [] {
    if constexpr (Point::template named_in<Hook>)
        return Point::template takes<Hook, run_info const&> || Point::template takes<Hook> ||
               takes_error<Point, Hook>;
    else
        return false;
}();

/// Whether a hook is notified of the end of a run with a result of that type.
template <class Hook, class Result>
inline constexpr bool told_of_result = [] {
    using point = after_pipeline_run_point;
    if constexpr (point::named_in<Hook>)
        return point::takes<Hook, run_info const&, Result const&> ||
               point::takes<Hook, Result const&> || told_of_runs<point, Hook>;
    else
        return false;
}();

/// A run as a whole, with its hooks.
template <class Hooks>
class pipeline_visit;

template <class... Hook>
class pipeline_visit<hook_list<Hook...>> {
public:
    /// Whether any hook may take the run's info.
    static constexpr bool told =
        ((before_pipeline_run_point::named_in<Hook> || after_pipeline_run_point::named_in<Hook> ||
          on_pipeline_error_point::named_in<Hook>) ||
         ...);

    pipeline_visit(hook_list<Hook...> const& hooks, run_log& log, std::string_view pipeline)
        : hooks_(hooks), log_(log), pipeline_(pipeline) {}
    pipeline_visit(pipeline_visit const&) = delete;

    /// Notifies the hooks of the beginning of a run, in order. Throws: `hook_error` if one throws,
    /// after those before it have been notified of that.
    void before(run_info const& info) {
        if constexpr ((told_of_runs<before_pipeline_run_point, Hook> || ...)) {
            hooks_.forward([&]<class H>(H& hook, auto) {
                if (failed_) return;
                guarded<before_pipeline_run_point, H>(
                    [&] { tell<before_pipeline_run_point>(hook, info, failed_.error); });
                if (!failed_) ++seen_;
            });
            if (failed_) {
                left_over left;
                for (auto const& node : info.nodes)
                    if (node.status == node_status::pending) left.not_run.push_back(node.name);
                std::exception_ptr const error = as_raised(std::move(left));
                failed(info, error);
                std::rethrow_exception(error);
            }
        }
        seen_ = sizeof...(Hook);
    }

    /// Notifies the hooks of the error that the caller of the run gets, in the reverse order.
    void failed(run_info info, std::exception_ptr const& error) {
        if (info.status == run_status::running) info.status = run_status::failed;
        if (!failed_) failed_.error = error; // errors of hooks are only logged from here on
        hooks_.backward([&]<class H, std::size_t I>(H& hook, index_constant<I>) {
            if (has_seen<H>(I)) tell_failure(hook, info, error);
        });
    }

    /// Notifies the hooks of the result of a run, in the reverse order. Throws: `hook_error` if one
    /// throws, after the others have been notified of that.
    template <class Result>
    void after(run_info info, Result const& made) {
        std::exception_ptr error;
        hooks_.backward([&]<class H, std::size_t I>(H& hook, index_constant<I>) {
            if (!has_seen<H>(I)) return;
            if (error) return tell_failure(hook, info, error);
            guarded<after_pipeline_run_point, H>([&] { tell_result(hook, info, made); });
            if (failed_) {
                error = as_raised({});
                info.status = run_status::failed;
            }
        });
        if (error) std::rethrow_exception(error);
    }

private:
    template <class H>
    bool has_seen(std::size_t index) const {
        return index < seen_ || !told_of_runs<before_pipeline_run_point, H>;
    }

    template <class Point, class H>
    static void tell(H& hook, run_info const& info, std::exception_ptr const& error) {
        if constexpr (!Point::template named_in<H>)
            return;
        else if constexpr (takes_error<Point, H>)
            tell_error<Point>(hook, info, error);
        else if constexpr (Point::template takes<H, run_info const&>)
            Point::call(hook, info);
        else if constexpr (Point::template takes<H>)
            Point::call(hook);
    }

    template <class Point, class H>
    static void tell_error(H& hook, run_info const& info, std::exception_ptr const& error) {
        if constexpr (Point::template takes<H, run_info const&, std::exception_ptr const&>)
            Point::call(hook, info, error);
        else
            Point::call(hook, error);
    }

    template <class H, class Result>
    static void tell_result(H& hook, run_info const& info, Result const& made) {
        using point = after_pipeline_run_point;
        if constexpr (!point::named_in<H>)
            return;
        else if constexpr (point::takes<H, run_info const&, Result const&>)
            point::call(hook, info, made);
        else if constexpr (point::takes<H, Result const&>)
            point::call(hook, made);
        else
            tell<point>(hook, info, {});
    }

    template <class H>
    void tell_failure(H& hook, run_info const& info, std::exception_ptr const& error) {
        guarded<on_pipeline_error_point, H>(
            [&] { tell<on_pipeline_error_point>(hook, info, error); });
    }

    template <class Point, class H, class Call>
    void guarded(Call&& call) {
        timed const spent(log_.hook_time);
        try {
            call();
        } catch (...) {
            hook_threw(failed_, log_, spelled<H>(), Point::name, "");
        }
    }

    std::exception_ptr as_raised(left_over left) const {
        left.run_id = log_.id;
        try {
            raise(failed_, pipeline_, "", std::move(left));
        } catch (...) {
            return std::current_exception();
        }
    }

    hook_list<Hook...> const& hooks_;
    run_log& log_;
    std::string_view pipeline_;
    failure failed_{};
    std::size_t seen_ = 0; ///< hooks that were notified of the beginning
};

/// A run with the hooks before and after it. `info()` returns what is known of the run at that
/// time, and `run()` runs it.
template <class Hooks, class Info, class Run>
auto observe_run(Hooks const& hooks, run_log& log, std::string_view pipeline, Info const& info,
                 Run const& run) {
    if constexpr (!pipeline_visit<Hooks>::told) {
        return run();
    } else {
        pipeline_visit<Hooks> visit(hooks, log, pipeline);
        visit.before(info());
        auto made = [&] {
            try {
                return run();
            } catch (...) {
                visit.failed(info(), std::current_exception());
                throw;
            }
        }();
        visit.after(made.info(), made);
        return made;
    }
}

/// Notifies the hooks of a session of its catalog, in order. Throws: `hook_error` if one throws.
template <class Hooks, class Catalog>
void tell_of_catalog(Hooks const& hooks, std::string_view pipeline, Catalog const& catalog) {
    hooks.forward([&]<class H>(H& hook, auto) {
        if constexpr (after_catalog_created_point::named_in<H>)
            if constexpr (after_catalog_created_point::takes<H, Catalog const&>) {
                run_log const log;
                failure why;
                try {
                    after_catalog_created_point::call(hook, catalog);
                } catch (...) {
                    hook_threw(why, log, spelled<H>(), after_catalog_created_point::name, "");
                    raise(why, pipeline, "", {});
                }
            }
    });
}

} // namespace leat::detail
