// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/layout.hpp>
#include <leat/run/source.hpp>

#include <cstddef>
#include <type_traits>

namespace leat::detail {

/// Reports the mistakes of one argument of a run.
template <auto const& P, class Argument>
struct check_argument {
    using where = typename mistake::pipeline<pipeline_name<P>>::run;
    static consteval bool check() {
        static_assert(
            run_argument<Argument> || refused_because<typename where::template takes_no<Argument>>,
            "leat: a run takes values bound to names (\"x\"_n = value), slices (only, from, to, "
            "tagged, namespaced), only_missing, refresh and run_options.");
        return run_argument<Argument>;
    }
    static constexpr bool value = check();
};

template <auto const& P, class Slice>
consteval bool check_slice() {
    using where = typename mistake::pipeline<pipeline_name<P>>::run;
    constexpr std::size_t unknown = members(solved<P>, Slice{}).unknown;
    if constexpr (unknown != npos) {
        constexpr std::string_view text = Slice::names[unknown];
        using culprit = typename where::template no_value_named<as_argument<text.size()>(text)>;
        static_assert(
            refused_because<suggested<P, culprit, nearest_value<P>(text)>>,
            "leat: a slice names a value, a tag or a namespace that the pipeline does not "
            "have. Correct the name.");
    }
    return unknown == npos;
}

template <auto const& P, class Argument>
    requires(slice_like<Argument> && Argument::is_static)
struct check_argument<P, Argument> {
    static constexpr bool value = check_slice<P, Argument>();
};

template <auto const& P, fixed_string Name>
consteval bool check_refreshed() {
    constexpr std::size_t v = find_value<P>(Name.view());
    if constexpr (v == npos) {
        using culprit =
            typename mistake::pipeline<pipeline_name<P>>::run::template no_value_named<Name>;
        static_assert(
            refused_because<suggested<P, culprit, nearest_value<P>(Name.view())>>,
            "leat: a run refreshes a value that the pipeline does not have. Correct the name.");
    }
    return v != npos;
}

template <auto const& P, fixed_string... Names>
struct check_argument<P, refresh_argument<Names...>> {
    static constexpr bool value = all_of({check_refreshed<P, Names>()...});
};

template <auto const& P, fixed_string Name, class T>
struct check_argument<P, binding<Name, T>> {
    using where = typename mistake::pipeline<pipeline_name<P>>::run;
    static constexpr std::size_t v = find_value<P>(Name.view());

    static consteval bool check() {
        if constexpr (v == npos) {
            using culprit = typename where::template no_value_named<Name>;
            static_assert(
                refused_because<suggested<P, culprit, nearest_value<P>(Name.view())>>,
                "leat: a run binds a name that the pipeline does not have. Correct the name.");
            return false;
        } else if constexpr (std::is_void_v<value_t<P, v>>) {
            static_assert(
                refused_because<typename where::template returns_nothing<Name>>,
                "leat: a run binds the name of a sink, which makes no value. Leave it out.");
            return false;
        } else if constexpr (!binds<value_t<P, v>, T>()) {
            static_assert(refused_because<typename where::template bound<Name>::template wanted<
                              value_t<P, v>>::template given<std::remove_cvref_t<T>>>,
                          "leat: a run binds a value of the wrong type. Give one of the type "
                          "wanted, or one that "
                          "converts to it without loss.");
            return false;
        } else {
            return true;
        }
    }
    static constexpr bool value = check();
};

/// Reports the mistakes of one result that is asked for.
template <auto const& P, fixed_string Name>
consteval bool check_asked() {
    using where = typename mistake::pipeline<pipeline_name<P>>::run;
    constexpr std::size_t v = find_value<P>(Name.view());
    if constexpr (v == npos) {
        using culprit = typename where::template no_value_named<Name>;
        static_assert(
            refused_because<suggested<P, culprit, nearest_value<P>(Name.view())>>,
            "leat: a run is asked for a value that the pipeline does not have. Correct the "
            "name.");
        return false;
    } else if constexpr (std::is_void_v<value_t<P, v>>) {
        static_assert(
            refused_because<typename where::template returns_nothing<Name>>,
            "leat: a run is asked for what a sink returns, which is nothing. Leave it out.");
        return false;
    }
    return true;
}

template <std::size_t Count>
consteval std::size_t first_repeated(std::array<std::size_t, Count> const& values) {
    for (std::size_t i = 0; i < Count; ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (values[i] != npos && values[i] == values[j]) return values[i];
    return npos;
}

/// Whether value `V` can be handed to the caller. A value that was lent to the run is copied. A
/// value that the run owns is moved, unless results stay where they were made.
template <class Layout, bool InPlace, std::size_t V>
consteval bool is_handed_over() {
    using type = value_t<Layout::pipeline, V>;
    if constexpr (std::is_void_v<type>)
        return true;
    else if constexpr (!is_owned<Layout, V>)
        return std::is_copy_constructible_v<type>;
    else
        return InPlace || std::is_move_constructible_v<type>;
}
template <class Layout, bool InPlace, std::size_t... V>
consteval std::size_t find_not_handed_over(std::index_sequence<V...>) {
    bool const fine[] = {is_handed_over<Layout, InPlace, V>()..., true};
    std::size_t const values[] = {V..., npos};
    std::size_t at = 0;
    while (at < sizeof...(V) && fine[at]) ++at;
    return values[at];
}
template <class Layout>
inline constexpr auto kept_flags = Layout::laid_out.kept;

/// Reports a value that is asked for and cannot be handed to the caller.
template <class Layout, bool InPlace>
consteval bool check_handed_over() {
    constexpr auto const& P = Layout::pipeline;
    constexpr std::size_t v =
        find_not_handed_over<Layout, InPlace>(typename indices_where<kept_flags<Layout>>::type{});
    if constexpr (v != npos) {
        using where = typename mistake::pipeline<pipeline_name<P>>::run;
        static_assert(
            refused_because<typename where::template cannot_hand_over<
                value_name<P, v>>::template of_type<value_t<P, v>>>,
            "leat: a run returns a value that cannot be handed to the caller: it was only lent to "
            "the run and cannot be copied, or it cannot be moved. Bind it by std::move, hold it by "
            "a std::unique_ptr, or ask for what is made of it.");
    }
    return v == npos;
}

/// Reports the mistakes of the run as a whole, if its parts are right.
template <class Layout>
consteval bool check_layout() {
    constexpr auto const& P = Layout::pipeline;
    using where = typename mistake::pipeline<pipeline_name<P>>::run;
    if constexpr (constexpr std::size_t v = first_repeated(Layout::bound); v != npos) {
        static_assert(refused_because<typename where::template bound_twice<value_name<P, v>>>,
                      "leat: a run binds one name twice. Leave one of them out.");
        return false;
    } else if constexpr (constexpr std::size_t w = first_repeated(Layout::asked); w != npos) {
        static_assert(refused_because<typename where::template asked_twice<value_name<P, w>>>,
                      "leat: a run is asked for one value twice. Leave one of them out.");
        return false;
    } else if constexpr (Layout::only_missing && !Layout::has_catalog) {
        static_assert(
            refused_because<typename where::template takes_no<only_missing_argument>>,
            "leat: only_missing asks which stored values exist, and there is no catalog. Run it "
            "from a session that has one.");
        return false;
    } else if constexpr (Layout::laid_out_at_run_time) {
        return true; // checked when the names are known
    } else if constexpr (Layout::laid_out.empty) {
        static_assert(refused_because<typename where::empty_slice>,
                      "leat: the slices of a run have no node in common, so nothing would run.");
        return false;
    } else if constexpr (Layout::laid_out.missing != npos) {
        constexpr std::size_t m = Layout::laid_out.missing;
        if constexpr (solved<P>.items[solved<P>.maker[m]].kind == kind::input) {
            static_assert(
                refused_because<typename where::template input_not_bound<
                    value_name<P, m>>::template of_type<value_t<P, m>>>,
                "leat: a run needs an input that is not bound. Bind it: \"name\"_n = value.");
        } else {
            constexpr std::size_t needs = Layout::laid_out.missing_for == npos
                                              ? solved<P>.maker[m]
                                              : Layout::laid_out.missing_for;
            static_assert(refused_because<typename where::template value_outside_the_slice<
                              value_name<P, m>>::template needed_by<item_name<P, needs>>>,
                          "leat: a node in the slice needs a value that is made outside of it. "
                          "Bind the value, or "
                          "widen the slice.");
        }
        return false;
    } else {
        return true;
    }
}

/// Whether the call is right. Each mistake stops the compiler with a sentence of its own.
template <auto const& P, class Asked, class... Arguments>
struct run_check;

template <auto const& P, fixed_string... Asked, class... Arguments>
struct run_check<P, asked_names<Asked...>, Arguments...> {
    static consteval bool check() {
        if constexpr (mistakes<P> > 0) {
            return valid<P> && false; // the mistakes of the pipeline have been reported
        } else if constexpr (!all_of({// every mistake is reported, not only the first
                                      check_argument<P, Arguments>::value...,
                                      check_asked<P, Asked>()...})) {
            return false;
        } else {
            return check_layout<layout<P, asked_names<Asked...>, Arguments...>>();
        }
    }
    static constexpr bool value = check();
};

} // namespace leat::detail
