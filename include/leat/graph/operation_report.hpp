// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/choose_call.hpp>
#include <leat/graph/iterate_call.hpp>
#include <leat/graph/mistake.hpp>

namespace leat::detail {

constexpr bool is_operation_fault(call_fault fault) {
    return fault == call_fault::cannot_choose || fault == call_fault::returns_sometimes ||
           fault == call_fault::changes_type || fault == call_fault::branches_lose;
}

/// Reports a mistake that only a choose or an iterate can have.
template <class Where, class Checked>
consteval bool report_operation() {
    using call = typename Checked::call;
    constexpr call_fault fault = Checked::verdict.fault;
    if constexpr (fault == call_fault::cannot_choose) {
        constexpr std::size_t at = call::not_comparable;
        using culprit = typename Where::template branch<at + 1>::
            template is_for<typename call::template part<at>::key_type>::template but_chooses_by<
                typename element_of<typename call::list, 0>::type>;
        static_assert(refused_because<culprit>,
                      "leat: a branch of a choose is for something that cannot be compared with "
                      "the value that it chooses by. Give when() a key of the value's type: a "
                      "literal for a text, a number, an enumerator.");
    } else if constexpr (fault == call_fault::returns_sometimes) {
        static_assert(refused_because<typename Where::some_branches_return_nothing>,
                      "leat: some branches of a choose return a value, and others nothing. Let all "
                      "of them return one, or none.");
    } else if constexpr (fault == call_fault::branches_lose) {
        constexpr std::size_t at = call::losing;
        using culprit = typename Where::template branch<at + 1>::template returns<
            typename call::template call_at<at>::result>::
            template which_the_node_returns_as<typename call::result>;
        static_assert(refused_because<culprit>,
                      "leat: a branch of a choose may lose a part of the number that it returns, "
                      "as the branches return numbers of several types, and the type that is made "
                      "of them does not hold all of each. Let the branches return one type.");
    } else {
        static_assert(
            refused_because<typename Where::template cannot_go_on_with<typename call::state>>,
            "leat: the function of an iterate returns what it cannot be called with again. Let it "
            "take what it returns, and see that what it starts with converts to that without "
            "loss.");
    }
    return true;
}

} // namespace leat::detail
