// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/engine/value_slots.hpp>
#include <leat/info/info.hpp>
#include <leat/run/result.hpp>
#include <leat/run/stored.hpp>
#include <leat/support/config.hpp>
#include <leat/support/flags.hpp>

#include <boost/hana/basic_tuple.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat {
namespace detail {

/// In place of the values of a result, when which ones it holds is known at run time only.
struct kept_at_run_time {
    template <auto const& P>
    using names = boost::hana::basic_tuple<>;
};

template <class Layout>
struct dynamic_kept : kept_values<Layout> {};
template <class Layout>
    requires(Layout::laid_out_at_run_time && Layout::asked.size() == 0)
struct dynamic_kept<Layout> {
    using type = kept_at_run_time;
};

template <>
struct kept_index<kept_at_run_time> : kept_at_run_time {};

/// Throws `error`: a value is not in the result of a run, and why.
[[noreturn]] LEAT_DECL void refuse_value(run_info const& info, std::string_view name);

} // namespace detail

/// The result of a run that is laid out at run time: with a catalog, with a hook that may skip
/// nodes, with a slice named by strings, with `only_missing`. What it holds is asked as of
/// `leat::result`; a value may be missing, as its node was skipped or was not part of the slice:
/// then asking for it throws `error`. What the catalog stores is reached by `stored("x"_n)`.
template <class Layout, class Catalog, class Kept = typename detail::dynamic_kept<Layout>::type>
class dynamic_result {
    static constexpr auto const& P = Layout::pipeline;
    using kept = detail::kept_index<Kept>;
    static constexpr bool is_static = !std::is_same_v<Kept, detail::kept_at_run_time>;

public:
    // Made by a run.
    dynamic_result(Catalog catalog, detail::value_slots&& slots, detail::flags&& kept_values,
                   run_info&& info)
        : slots_(std::move(slots)), kept_(std::move(kept_values)), info_(std::move(info)),
          catalog_(std::move(catalog)) {}

    /// The value of that name. A name that the pipeline does not have does not compile, nor one
    /// that is known not to be kept. Throws: `error` when the run did not keep the value.
    template <fixed_string Name>
    decltype(auto) operator[](name_constant<Name>) const& {
        return find<Name>(*this);
    }
    template <fixed_string Name>
    decltype(auto) operator[](name_constant<Name>) & {
        return find<Name>(*this);
    }
    /// Moves the value out.
    template <fixed_string Name>
    decltype(auto) operator[](name_constant<Name>) && {
        return find<Name>(std::move(*this));
    }

    /// Whether the run kept a value of that name.
    template <fixed_string Name>
    bool contains(name_constant<Name>) const noexcept {
        constexpr std::size_t v = detail::find_value<P>(Name.view());
        return kept_[v] && slots_.is_full(v);
    }

    /// A handle to a value that the catalog stores; what it does not store does not compile.
    template <fixed_string Name>
    auto stored(name_constant<Name>) const {
        constexpr std::size_t v = detail::find_value<P>(Name.view());
        using where = typename mistake::pipeline<detail::pipeline_name<P>>::run;
        if constexpr (v == npos) {
            using culprit = typename where::template no_value_named<Name>;
            static_assert(
                detail::refused_because<
                    detail::suggested<P, culprit, detail::nearest_value<P>(Name.view())>>,
                "leat: a result is asked for a stored value that the pipeline does not have. "
                "Correct the name.");
            return detail::refused_result<0>{};
        } else if constexpr (!detail::stores<Layout::pipeline, Catalog, v>) {
            static_assert(detail::refused_because<typename where::template not_stored<Name>>,
                          "leat: a result is asked for a stored value, and the session's catalog "
                          "has no dataset of that name.");
            return detail::refused_result<0>{};
        } else {
            return stored_value<detail::value_t<Layout::pipeline, v>, Catalog, Name>(catalog_);
        }
    }

    /// The value at a position, in the order asked or of declaration; the protocol of structured
    /// bindings, where it is known which values there are. Throws as operator[].
    template <std::size_t I>
    auto const& get() const& {
        return at<kept::at(I)>(*this);
    }
    template <std::size_t I>
    auto& get() & {
        return at<kept::at(I)>(*this);
    }
    template <std::size_t I>
    auto&& get() && {
        return std::move(at<kept::at(I)>(*this));
    }

    /// What the run did, node by node.
    run_info const& info() const noexcept { return info_; }

    // The value at an index, or null: for tables.
    void const* find_slot(std::size_t v) const noexcept {
        return kept_[v] && slots_.is_full(v) ? slots_.at(v) : nullptr;
    }

    // The names, for Hana.
    using names_type = typename kept::template names<Layout::pipeline>;

private:
    static constexpr std::size_t npos = detail::npos;

    template <fixed_string Name, class Self>
    static decltype(auto) find(Self&& self) {
        if constexpr (is_static)
            return detail::find_kept<Layout, kept, Name>(static_cast<Self&&>(self));
        else if constexpr (!detail::check_asked<P, Name>())
            return detail::refused_result<0>{};
        else if constexpr (std::is_lvalue_reference_v<Self>)
            return at<detail::find_value<P>(Name.view())>(self);
        else
            return std::move(at<detail::find_value<P>(Name.view())>(self));
    }

    template <std::size_t V, class Self>
    static auto& at(Self& self) {
        using value = detail::value_t<Layout::pipeline, V>;
        if (!self.kept_[V] || !self.slots_.is_full(V))
            detail::refuse_value(self.info_, detail::solved<P>.name(V));
        return *static_cast<std::conditional_t<std::is_const_v<Self>, value const, value>*>(
            self.slots_.at(V));
    }

    detail::value_slots slots_;
    detail::flags kept_;
    run_info info_;
    [[no_unique_address]] Catalog catalog_;
};

} // namespace leat

template <class Layout, class Catalog, std::size_t... V>
struct std::tuple_size<leat::dynamic_result<Layout, Catalog, std::index_sequence<V...>>>
    : std::integral_constant<std::size_t, sizeof...(V)> {};
template <std::size_t I, class Layout, class Catalog, std::size_t... V>
struct std::tuple_element<I, leat::dynamic_result<Layout, Catalog, std::index_sequence<V...>>> {
    using type = std::remove_cvref_t<
        decltype(std::declval<leat::dynamic_result<Layout, Catalog, std::index_sequence<V...>>&>()
                     .template get<I>())>;
};

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/engine/impl/dynamic_result.ipp>
#endif
