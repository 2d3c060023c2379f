// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a run returns a value that cannot be handed to the caller: it was only lent to the run and cannot be copied
// expect: cannot_hand_over<
// expect: {"u"}
// expect: of_type<std::unique_ptr<int
#include <leat/leat.hpp>

#include <memory>

using namespace leat::literals;

constexpr auto p =
    leat::pipeline("p", leat::input<std::unique_ptr<int>>("u"),
                   leat::node("v", [](std::unique_ptr<int> const& u) { return *u; }, "u"));

void use(std::unique_ptr<int> const& u) { auto r = leat::run<p, "u", "v">("u"_n = u); (void)r; }
