// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/catalog/catalog.hpp>
#include <leat/graph/slice_error.hpp>
#include <leat/run/check_run.hpp>
#include <leat/run/errors.hpp>
#include <leat/run/step.hpp>
#include <leat/run/stored.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace leat::detail {

/// Narrows the request by a slice that is named by strings.
template <class Layout, class Slice>
void narrow_by(request<Layout::size>& r, Slice const& s) {
    constexpr auto const& P = Layout::pipeline;
    if (s.names.empty()) return;
    auto const m = members(solved<P>, s);
    check_slice_names(solved<P>, P.name.view(), s, m);
    narrow(r, m);
}

/// What a run that is laid out at run time asks its datasets before it begins, and whether the plan
/// that follows from the answers can be carried out.
template <class Layout, class Catalog>
class plan_check {
    static constexpr auto const& P = Layout::pipeline;

public:
    explicit plan_check(Catalog const& catalog) : catalog_(catalog) {}

    /// For each value that is asked about whether its dataset holds one now. Throws:
    /// `dataset_error`, when one cannot say.
    template <class Asked>
    auto what_exists(Asked asked) const {
        std::array<bool, Layout::size.values> exists{};
        if constexpr (some_catalog<Catalog>)
            catalog_.for_each([&](std::string_view name, auto& dataset) {
                std::size_t const v = find_value<P>(name);
                if (!asked(v)) return;
                try {
                    exists[v] = dataset.exists();
                } catch (...) {
                    throw dataset_error(P.name.view(), name, place_of(v),
                                        "asked whether it exists, for", taker_of(v),
                                        current_message(), {});
                }
            });
        return exists;
    }

    /// The same when a run has failed already: who cannot say does not hold it.
    auto what_is_on_disk() const {
        std::array<bool, Layout::size.values> exists{};
        if constexpr (some_catalog<Catalog>)
            catalog_.for_each([&](std::string_view name, auto& dataset) {
                try {
                    exists[find_value<P>(name)] = dataset.exists();
                } catch (...) {
                }
            });
        return exists;
    }

    /// Throws: `error` when nothing would run, or a value is missing.
    void check(plan<Layout::size> const& p) const {
        std::string const name(P.name.view());
        if (p.empty)
            throw error("the slices of a run of pipeline '" + name +
                        "' have no node in common, so nothing would run; widen one of them");
        if (p.missing != npos) {
            std::size_t const needs =
                p.missing_for == npos ? solved<P>.maker[p.missing] : p.missing_for;
            throw error(
                "node '" + name_of_item<P>(needs) + "' of pipeline '" + name + "' needs value '" +
                std::string(solved<P>.name(p.missing)) +
                "', which is neither bound nor made in this slice; bind it, or widen the slice");
        }
        auto const exists = what_exists([&](std::size_t v) { return p.loaded[v]; });
        for (std::size_t v = 0; v < Layout::size.values; ++v)
            if (p.loaded[v] && !exists[v])
                throw error("a run of pipeline '" + name + "' needs value '" +
                            std::string(solved<P>.name(v)) + "' from its dataset (" + place_of(v) +
                            "), which does not exist yet; " +
                            (solved<P>.items[solved<P>.maker[v]].kind == kind::node
                                 ? "make it, bind the value, or widen the slice to the node that "
                                   "makes it"
                                 : "make it, or bind the value"));
    }

private:
    std::string place_of(std::size_t v) const {
        std::string place;
        if constexpr (some_catalog<Catalog>)
            catalog_.for_each([&](std::string_view name, auto& dataset) {
                if (name != solved<P>.name(v)) return;
                try {
                    place = dataset.describe();
                } catch (...) { // what is being said comes first
                    place = "which cannot say where it is";
                }
            });
        return place;
    }

    // The first node that takes the value, if there is one.
    static std::string taker_of(std::size_t v) {
        std::size_t const first = solved<P>.first_consumer[v];
        return first == solved<P>.first_consumer[v + 1]
                   ? std::string()
                   : name_of_item<P>(solved<P>.consumers[first]);
    }

    Catalog const& catalog_;
};

} // namespace leat::detail
