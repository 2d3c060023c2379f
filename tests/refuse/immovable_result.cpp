// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat: a run returns a value that cannot be handed to the caller: it was only lent to the run and cannot be copied, or it cannot be moved.
// expect: {"lock"}
// expect: of_type<std::mutex>
#include <leat/leat.hpp>

#include <mutex>

constexpr auto p = leat::pipeline("p", leat::node("lock", [] { return std::mutex(); }));

void use() { auto r = leat::run<p>(); (void)r; }
