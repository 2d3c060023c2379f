// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/met_objects.hpp>
#include <leat/support/error.hpp>
#include <leat/support/stack.hpp>

#include <string>

namespace leat::detail {

LEAT_DECL bool met_objects::meet(hasher& to, void const* object, void const* type) {
    auto const say = [&](unsigned char what, std::uint64_t number) {
        to.bytes(&what, 1);
        if (number != 0) to.number(number);
    };
    to.met_any_ = true;
    if (to.isolated_) {
        auto const* const outside = to.met_;
        auto const at = outside ? outside->first_.find(object) : decltype(first_)::const_iterator{};
        bool const known = outside && at != outside->first_.end();
        say(known ? 2 : 1, known ? at->second.number : 0);
        return !known && to.behind_ == 0;
    }
    if (!to.met_) {
        to.met_ = new met_objects;
        to.forget_ = [](met_objects* all) noexcept { delete all; };
    }
    met_objects& all = *to.met_;
    auto const [at, added] = all.first_.try_emplace(object, type, all.count_ + 1);
    if (added) {
        ++all.count_;
        say(1, 0);
        return true;
    }
    if (at->second.type == type) {
        say(2, at->second.number);
        return false;
    }
    auto const [other, also_added] = all.others_.try_emplace({object, type}, all.count_ + 1);
    if (also_added) ++all.count_;
    say(also_added ? 3 : 2, also_added ? at->second.number : other->second);
    return also_added;
}

LEAT_DECL void check_stack(std::string_view doing, std::string_view type) {
    if (stack_is_low())
        throw error("cannot " + std::string(doing) + " '" + std::string(type) +
                    "': so many objects are one behind another that the stack does not hold out; "
                    "keep them in a container, as in a std::vector");
}

} // namespace leat::detail
