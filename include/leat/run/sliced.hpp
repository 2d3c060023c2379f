// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/info.hpp>
#include <leat/run/result.hpp>
#include <leat/run/source.hpp>
#include <leat/support/indices.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace leat {
namespace detail {

/// Room for one value of a run that is laid out at run time.
template <class T>
class cell {
public:
    cell() noexcept {}
    cell(cell const&) = delete;
    ~cell() { reset(); }

    bool full() const noexcept { return full_; }
    T& value() noexcept { return value_; }
    T const& value() const noexcept { return value_; }

    /// Makes the value in place of what `make()` returns, which may be immovable.
    template <class Make>
    void fill(Make&& make) {
        ::new (static_cast<void*>(std::addressof(value_))) T(make());
        full_ = true;
    }
    void reset() noexcept {
        if (full_) std::destroy_at(std::addressof(value_));
        full_ = false;
    }

private:
    union {
        T value_;
    };
    bool full_ = false;
};

template <>
class cell<void> {
public:
    bool full() const noexcept { return false; }
    void reset() noexcept {}
};

template <auto const& P, std::size_t V>
struct value_cell : cell<value_t<P, V>> {};

template <auto const& P, class Values>
struct cells;
template <auto const& P, std::size_t... V>
struct cells<P, std::index_sequence<V...>> : value_cell<P, V>... {};

template <auto const& P>
using all_cells = cells<P, std::make_index_sequence<counts_of<P>.values>>;

// The values that a sliced run may find outside: what is bound, and every param.
template <class Layout>
inline constexpr auto is_outside = [] {
    std::array<bool, Layout::size.values> flags{};
    for (std::size_t v = 0; v < flags.size(); ++v) flags[v] = is_source<Layout>(v);
    return flags;
}();
template <class Layout>
using outside_values = typename indices_where<is_outside<Layout>>::type;

template <class Layout>
struct sliced_frame {
    all_cells<Layout::pipeline>& made;
    sources<Layout, outside_values<Layout>>& outside;
    plan<Layout::size> const& laid_out;
    run_options const* options;

    template <std::size_t V>
    auto& value() const {
        if constexpr (is_source<Layout>(V))
            return static_cast<source<Layout, V>&>(outside).held.get();
        else
            return static_cast<value_cell<Layout::pipeline, V>&>(made).value();
    }
};

[[noreturn]] inline void refuse_copy(std::string_view pipeline, std::string_view node,
                                     std::string_view value) {
    throw error("in this slice of pipeline '" + std::string(pipeline) + "' node '" + std::string(node) +
                "' takes over value '" + std::string(value) +
                "', which is used again or only lent to the run and cannot be copied; take it as T const&");
}

/// Input `Input` of an item, as its function takes it: moved when this step is its last use.
template <class Layout, std::size_t Item, std::size_t Input>
decltype(auto) pass_sliced(sliced_frame<Layout> const& f, std::size_t step) {
    constexpr auto const& P = Layout::pipeline;
    constexpr item it = solved<P>.items[Item];
    constexpr std::size_t v = solved<P>.edges[it.first_edge + Input];
    constexpr passing how = item_types<P, Item>::call::passings[Input];
    using type = value_t<P, v>;
    auto& value = f.template value<v>();
    if constexpr (how == passing::shared || how == passing::generic) {
        return static_cast<type const&>(value);
    } else {
        constexpr bool owned = !std::is_const_v<std::remove_reference_t<decltype(value)>>;
        std::size_t uses = 0;
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
            uses += solved<P>.edges[e] == v;
        bool const taken = owned && uses == 1 && f.laid_out.last_step[v] == step;
        if constexpr (owned)
            if (taken) return type(std::move(value));
        if constexpr (std::is_copy_constructible_v<type>)
            return type(value);
        else
            refuse_copy(P.name.view(), item_name<P, Item>.view(), value_name<P, v>.view());
    }
}

template <class Layout, std::size_t Item, std::size_t... Input>
decltype(auto) call_sliced(sliced_frame<Layout> const& f, [[maybe_unused]] std::size_t step,
                           std::index_sequence<Input...>) {
    constexpr auto const& P = Layout::pipeline;
    constexpr auto const& function = declaration_of<P, Item>.function;
    if constexpr (std::is_member_pointer_v<std::remove_cvref_t<decltype(function)>>) {
        return std::invoke(function, pass_sliced<Layout, Item, Input>(f, step)...);
    } else if constexpr (item_types<P, Item>::call::has_context) {
        context here(item_name<P, Item>.view(), f.options);
        return function(pass_sliced<Layout, Item, Input>(f, step)..., here);
    } else {
        return function(pass_sliced<Layout, Item, Input>(f, step)...);
    }
}

/// Each part of a result becomes a value of its own.
template <class Layout, std::size_t First, class Whole, std::size_t... I>
void fill_parts(sliced_frame<Layout> const& f, Whole& whole, std::index_sequence<I...>) {
    (static_cast<value_cell<Layout::pipeline, First + I>&>(f.made).fill(
         [&]() -> decltype(auto) { return std::move(part<I>(whole)); }),
     ...);
}

template <class Layout, std::size_t Item>
void step_sliced(sliced_frame<Layout> const& f, std::size_t step) {
    constexpr item it = solved<Layout::pipeline>.items[Item];
    using made = result_t<Layout::pipeline, Item>;
    auto const compute = [&]() -> made {
        return call_sliced<Layout, Item>(f, step, std::make_index_sequence<it.edge_count>{});
    };
    if constexpr (std::is_void_v<made>) {
        compute();
    } else if constexpr (it.value_count == 1) {
        static_cast<value_cell<Layout::pipeline, it.first_value>&>(f.made).fill(compute);
    } else {
        made whole = compute();
        fill_parts<Layout, it.first_value>(f, whole, std::make_index_sequence<it.value_count>{});
    }
}

template <class Layout, std::size_t V>
void release_sliced(sliced_frame<Layout> const& f) {
    static_cast<value_cell<Layout::pipeline, V>&>(f.made).reset();
}

template <class Layout, std::size_t Item>
consteval auto step_function() -> void (*)(sliced_frame<Layout> const&, std::size_t) {
    if constexpr (solved<Layout::pipeline>.items[Item].kind == kind::node)
        return &step_sliced<Layout, Item>;
    else
        return nullptr;
}

[[noreturn]] inline void refuse_slice(std::string_view pipeline, std::string_view wrong,
                                      std::string_view near) {
    std::string text = "pipeline '" + std::string(pipeline) + "' has no '" + std::string(wrong) +
                       "' for a slice to name";
    throw error(near.empty() ? text : text + "; did you mean '" + std::string(near) + "'?");
}

/// Narrows the request by a slice that is named by strings.
template <class Layout, class Slice>
void narrow_by(request<Layout::size>& r, Slice const& s) {
    constexpr auto const& P = Layout::pipeline;
    auto const m = members(solved<P>, s);
    if (m.unknown != npos) {
        std::size_t const near = nearest(s.names[m.unknown], Layout::size.values,
                                         [](std::size_t v) { return solved<P>.name(v); });
        refuse_slice(P.name.view(), s.names[m.unknown],
                     near == npos ? std::string_view{} : solved<P>.name(near));
    }
    narrow(r, m);
}

} // namespace detail

template <class Layout>
class sliced_result;

namespace detail {
template <class Layout, class... Arguments>
auto run_sliced(run_options const* options, Arguments const&... arguments);
} // namespace detail

/// The result of a run whose slice was named by strings, so that which values it holds is known at run
/// time only: those that the slice made and consumed no further, or those asked for.
template <class Layout>
class sliced_result {
    static constexpr auto const& P = Layout::pipeline;

public:
    sliced_result() = default;

    /// The value of that name. A name that the pipeline does not have does not compile.
    /// Throws: `error` when the run did not keep the value.
    template <fixed_string Name>
    auto const& operator[](name_constant<Name>) const& {
        return cell_of<Name>().value();
    }
    template <fixed_string Name>
    auto&& operator[](name_constant<Name>) && {
        return std::move(const_cast<cell_type<Name>&>(cell_of<Name>()).value());
    }

    /// Whether the run kept a value of that name.
    template <fixed_string Name>
    bool contains(name_constant<Name>) const noexcept {
        return kept_[index<Name>()];
    }

    /// What the run did, node by node. Times are 0: a run without services measures nothing.
    run_info info() const { return detail::describe_run<P>(laid_out_, request_); }

private:
    template <class L, class... Arguments>
    friend auto detail::run_sliced(run_options const*, Arguments const&...);

    template <fixed_string Name>
    static consteval std::size_t index() {
        constexpr std::size_t v = detail::value_index<P>(Name.view());
        using where = typename mistake::pipeline<detail::pipeline_name<P>>::run;
        if constexpr (v == npos) {
            using culprit = typename where::template no_value_named<Name>;
            static_assert(detail::refused_because<
                              detail::suggested<P, culprit, detail::nearest_value<P>(Name.view())>>,
                          "leat: a result is asked for a value that the pipeline does not have. Correct "
                          "the name.");
            return 0;
        }
        return v;
    }

    template <fixed_string Name>
    using cell_type = detail::value_cell<Layout::pipeline, index<Name>()>;

    template <fixed_string Name>
    auto const& cell_of() const {
        auto const& found = static_cast<cell_type<Name> const&>(*values_);
        if (!kept_[index<Name>()] || !found.full())
            throw error("value '" + std::string(Name.view()) + "' is not in this result of pipeline '" +
                        std::string(P.name.view()) +
                        "': the slice did not make it, or a node in it consumed it; ask for it by name");
        return found;
    }

    std::unique_ptr<detail::all_cells<Layout::pipeline>> values_ =
        std::make_unique<detail::all_cells<Layout::pipeline>>();
    detail::request<Layout::size> request_ = Layout::known_request;
    detail::plan<Layout::size> laid_out_{};
    std::array<bool, Layout::size.values> kept_{};
};

namespace detail {

/// Takes into the result a kept value that came from outside.
template <class Layout, std::size_t V>
void keep_outside(sliced_frame<Layout> const& f) {
    if constexpr (is_source<Layout>(V)) {
        using type = value_t<Layout::pipeline, V>;
        if constexpr (std::is_copy_constructible_v<type>)
            if (f.laid_out.kept[V])
                static_cast<value_cell<Layout::pipeline, V>&>(f.made).fill(
                    [&]() -> type { return static_cast<type const&>(f.template value<V>()); });
    }
}

// The tables below are made once for each form of call: what a slice may need of each item and value.
template <class Layout, std::size_t... Item>
constexpr auto step_table(std::index_sequence<Item...>) {
    return std::array{step_function<Layout, Item>()...};
}
template <class Layout, std::size_t... V>
constexpr auto release_table(std::index_sequence<V...>) {
    return std::array{&release_sliced<Layout, V>...};
}
template <class Layout, std::size_t... V>
constexpr auto keep_table(std::index_sequence<V...>) {
    return std::array{&keep_outside<Layout, V>...};
}

template <class Layout, class... Arguments>
auto run_sliced(run_options const* options, Arguments const&... arguments) {
    constexpr auto const& P = Layout::pipeline;
    constexpr auto values = std::make_index_sequence<Layout::size.values>{};
    static constexpr auto steps =
        step_table<Layout>(std::make_index_sequence<Layout::size.items>{});
    static constexpr auto releases = release_table<Layout>(values);
    static constexpr auto keeps = keep_table<Layout>(values);

    sliced_result<Layout> made;
    auto const narrow_one = [&](auto const& argument) {
        if constexpr (is_run_time_slice<std::remove_cvref_t<decltype(argument)>>)
            narrow_by<Layout>(made.request_, argument);
    };
    (narrow_one(arguments), ...);
    auto const& p = made.laid_out_ = make_plan(solved<P>, made.request_);
    std::string const name(P.name.view());
    if (p.empty)
        throw error("the slices of a run of pipeline '" + name +
                    "' have no node in common, so nothing would run; widen one of them");
    if (p.missing != npos) {
        std::size_t const needs = p.missing_for == npos ? solved<P>.maker[p.missing] : p.missing_for;
        throw error("node '" + name_of_item<P>(needs) + "' of pipeline '" + name + "' needs value '" +
                    std::string(solved<P>.name(p.missing)) +
                    "', which is neither bound nor made in this slice; bind it, or widen the slice");
    }

    sources<Layout, outside_values<Layout>> outside(
        boost::hana::basic_tuple<Arguments const*...>{std::addressof(arguments)...});
    sliced_frame<Layout> const f{*made.values_, outside, p, options};
    for (std::size_t s = 0; s < p.step_count; ++s) {
        if (options && options->stop.stop_requested())
            throw run_stopped("the run of pipeline '" + name + "' was asked to stop, and did before node '" +
                              name_of_item<P>(p.steps[s]) + "'");
        try {
            steps[p.steps[s]](f, s);
        } catch (...) {
            throw node_error(name, name_of_item<P>(p.steps[s]), current_message(), names_after<P>(p, s));
        }
        item const& it = solved<P>.items[p.steps[s]];
        for (std::size_t v = it.first_value; v < it.first_value + it.value_count; ++v)
            if (p.last_step[v] == s) releases[v](f);
        for (std::size_t e = it.first_edge; e < it.first_edge + it.edge_count; ++e)
            if (p.last_step[solved<P>.edges[e]] == s) releases[solved<P>.edges[e]](f);
    }
    for (std::size_t v = 0; v < Layout::size.values; ++v)
        if (p.kept[v]) keeps[v](f);
    made.kept_ = p.kept;
    return made;
}

} // namespace detail
} // namespace leat
