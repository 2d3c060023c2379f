// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/errors.hpp>
#include <leat/run/frame.hpp>
#include <leat/run/step.hpp>

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

// The steps of a run that is laid out at run time: each is a function behind a pointer, each value
// has a cell that knows whether it is full.

namespace leat::detail {

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
        reset(); // a part that was made although another value was bound in its place
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

template <class T>
[[noreturn]] T refuse_copy(std::string_view pipeline, std::string_view node,
                           std::string_view value) {
    throw error(
        "in this slice of pipeline '" + std::string(pipeline) + "' node '" + std::string(node) +
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
            return refuse_copy<type>(P.name.view(), item_name<P, Item>.view(),
                                     value_name<P, v>.view());
    }
}

template <class Layout, std::size_t Item, std::size_t... Input>
decltype(auto) call_sliced(sliced_frame<Layout> const& f, [[maybe_unused]] std::size_t step,
                           std::index_sequence<Input...>) {
    constexpr auto const& P = Layout::pipeline;
    constexpr auto const& function = declaration_of<P, Item>.function;
    if constexpr (item_types<P, Item>::call::has_context) {
        context here(item_name<P, Item>.view(), f.options);
        return std::invoke(function, pass_sliced<Layout, Item, Input>(f, step)..., here);
    } else if constexpr (std::is_member_pointer_v<std::remove_cvref_t<decltype(function)>>) {
        return std::invoke(function, pass_sliced<Layout, Item, Input>(f, step)...);
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

} // namespace leat::detail
