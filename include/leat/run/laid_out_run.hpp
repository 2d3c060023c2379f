// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/run/result.hpp>
#include <leat/run/step.hpp>

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace leat::detail {

/// Destroys the kept results after their values have been handed over.
template <class Layout, std::size_t... Item>
[[gnu::always_inline]] inline void destroy_kept(
    slots<Layout::pipeline, std::index_sequence<Item...>>& managed) {
    constexpr auto const& P = Layout::pipeline;
    [[maybe_unused]] auto const one = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
        if constexpr (schedule_of<Layout>.gone[I] == npos)
            std::destroy_at(std::addressof(static_cast<slot<P, I>&>(managed).value));
        return true;
    };
    [[maybe_unused]] bool const done[] = {true,
                                          one(std::integral_constant<std::size_t, Item>{})...};
}

template <class Layout>
class keeper {
public:
    explicit keeper(typename frame_of<Layout>::managed& managed) noexcept : managed_(managed) {}
    keeper(keeper const&) = delete;
    ~keeper() { destroy_kept<Layout>(managed_); }

private:
    typename frame_of<Layout>::managed& managed_;
};

/// A run whose steps are all laid out by the compiler. `watch` is its observer.
///
/// The steps are in an array initializer and not in a fold, as the types are: Clang limits a fold
/// to 256. The initializer is here and not in a function of its own, because all steps are inlined
/// into each function on the way.
template <class Layout, class Watch, class Arguments, std::size_t... Step>
[[gnu::always_inline]] inline auto run_laid_out(Arguments const& arguments,
                                                [[maybe_unused]] run_options const* options,
                                                Watch watch, std::index_sequence<Step...>) {
    using parts = frame_of<Layout>;
    [[maybe_unused]] typename parts::outside outside(arguments);
    [[maybe_unused]] typename parts::trivial trivial;
    [[maybe_unused]] typename parts::managed managed;
    frame<Layout> const f{outside, trivial, managed};
    [[maybe_unused]] bool const done[] = {
        true, step<Layout, Step>(f, options, watch, step_inputs<Layout, Step>{})...};
    keeper<Layout> const guard(managed); // also if the copy of a value throws
    return result<Layout, typename kept_values<Layout>::type, typename Watch::record>(
        f, watch.noted());
}

template <class Layout>
using steps_of = std::make_index_sequence<Layout::laid_out.step_count>;

template <class Layout, class Watch, class Arguments>
[[gnu::always_inline]] inline auto run_laid_out(Arguments const& arguments,
                                                run_options const* options, Watch watch) {
    return run_laid_out<Layout>(arguments, options, watch, steps_of<Layout>{});
}

} // namespace leat::detail
