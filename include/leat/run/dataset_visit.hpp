// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/hook_list.hpp>
#include <leat/run/node_hooks.hpp>
#include <leat/run/stored.hpp>

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <type_traits>

namespace leat::detail {

/// How a hook is told of the dataset of value `V` at one point: by `leat::at` when it has something
/// for that, else by name.
template <class Point, class Hook, auto const& P, std::size_t V>
struct dataset_ways {
    static constexpr std::size_t maker = solved<P>.maker[V];
    static constexpr more typed = way_of<Point, Hook, at_value<P, V> const&, P, maker, V>();
    static constexpr more named =
        typed != not_told ? not_told : way_of<Point, Hook, std::string_view const&, P, maker, V>();
    static constexpr bool told = typed != not_told || named != not_told;
};

/// What a hook is told of a dataset.
template <auto const& P, std::size_t V>
struct dataset_scene {
    node_info const& node_;
    value_t<P, V> const* value_;
    std::exception_ptr const& error_;

    template <std::size_t>
    value_t<P, V> const& value() const noexcept {
        return *value_;
    }
    node_info const& node() const noexcept { return node_; }
    std::exception_ptr const& error() const noexcept { return error_; }
};

/// One use of a dataset, with the hooks before and after it. Never throws: what fails is
/// remembered.
template <auto const& P, std::size_t V, class Hooks>
class dataset_visit {
public:
    dataset_visit(Hooks const& told, run_log& log, node_info const& node)
        : hooks_(told), log_(log), node_(node) {}
    dataset_visit(dataset_visit const&) = delete;

    /// `use()` loads or saves, and returns where the value is; `value` is where it is before, if it
    /// is. Whether all went well.
    template <class Before, class After, class Dataset, class Use>
    bool use(Dataset& dataset, failure::source how, value_t<P, V> const* value, Use&& use) {
        std::size_t seen = 0;
        tell_forward<Before>(value, seen);
        if (!failed_) {
            try {
                value = use();
            } catch (...) {
                failed_.error = std::current_exception();
                failed_.from = how;
                failed_.dataset = solved<P>.name(V);
                failed_.place = place_of(dataset);
            }
        }
        if (failed_)
            tell_backward<on_dataset_error_point, Before>(value, seen, failed_.error);
        else
            tell_backward<After, Before>(value, seen, failed_.error);
        return !failed_;
    }

    failure& failed() noexcept { return failed_; }

private:
    template <class Dataset>
    static std::string place_of(Dataset& dataset) {
        try {
            return dataset.describe();
        } catch (...) { // the error that is being told of comes first
            return "which cannot say where it is";
        }
    }

    template <class Point, class Hook>
    void tell_one(Hook& hook, value_t<P, V> const* value, std::exception_ptr const& error) {
        using how = dataset_ways<Point, Hook, P, V>;
        dataset_scene<P, V> const scene{node_, value, error};
        try {
            timed const spent(log_.hook_time);
            if constexpr (how::typed != not_told)
                tell<Point, how::typed, V>(hook, at_value<P, V>{}, scene);
            else
                tell<Point, how::named, V>(hook, solved<P>.name(V), scene);
        } catch (...) {
            hook_threw(failed_, log_, spelled<Hook>(), Point::name,
                       "dataset '" + std::string(solved<P>.name(V)) + "'");
        }
    }

    template <class Point>
    void tell_forward(value_t<P, V> const* value, std::size_t& seen) {
        hooks_.forward([&]<class H>(H& hook, auto) {
            if (failed_) return;
            if constexpr (dataset_ways<Point, H, P, V>::told)
                tell_one<Point>(hook, value, failed_.error);
            if (!failed_) ++seen;
        });
    }

    template <class Point, class Before>
    void tell_backward(value_t<P, V> const* value, std::size_t seen, std::exception_ptr error) {
        hooks_.backward([&]<class H, std::size_t I>(H& hook, index_constant<I>) {
            // Who threw before it, or whose turn did not come, has not seen its beginning.
            if (I >= seen && dataset_ways<Before, H, P, V>::told) return;
            if constexpr (dataset_ways<Point, H, P, V>::told) tell_one<Point>(hook, value, error);
        });
    }

    Hooks const& hooks_;
    run_log& log_;
    node_info const& node_;
    failure failed_{};
};

} // namespace leat::detail
