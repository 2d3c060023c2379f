// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
// expect: leat_a_node_takes_at_most_8_tags_and_names_in_not_in_key_together
// errors: any
// sentence: none
#include <leat/leat.hpp>

#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace leat::literals;

constexpr auto n = leat::node("n", [] { return 1; }) | leat::tag("1") | leat::tag("2") | leat::tag("3") | leat::tag("4") |
                   leat::tag("5") | leat::tag("6") | leat::tag("7") | leat::tag("8") | leat::tag("9");
