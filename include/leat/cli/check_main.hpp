// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/check.hpp>
#include <leat/graph/graph.hpp>

#include <cstddef>

namespace leat::detail {

/// Reports an input that nothing can give to a program.
template <auto const& P, class Info>
consteval bool check_main() {
    if constexpr (mistakes<P> > 0) {
        return valid<P> && false;
    } else if constexpr (constexpr std::size_t v = Info::unreachable; v != npos) {
        using where = typename mistake::pipeline<pipeline_name<P>>::run;
        static_assert(
            refused_because<typename where::template input_not_bound<
                value_name<P, v>>::template of_type<value_t<P, v>>>,
            "leat: a program needs an input that cannot be typed on a command line. Bind it: "
            "leat::main<p>(argc, argv, \"name\"_n = value), or store it in a catalog.");
        return false;
    } else {
        return true;
    }
}

} // namespace leat::detail
