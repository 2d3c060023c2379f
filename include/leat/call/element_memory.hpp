// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/map_call.hpp>
#include <leat/call/element_slots.hpp>
#include <leat/info/info.hpp>

#include <cstddef>
#include <vector>

namespace leat::detail {

/// Results of a map's elements from earlier runs, as a cache or a record knows them. `Given` are
/// the types of the arguments of the map's function.
template <class Result, class... Given>
class element_memory {
public:
    /// A map over this many elements begins.
    virtual void begin(std::size_t count) = 0;
    /// Names the next element, in order.
    virtual void tell(Given const&... element) = 0;
    /// Fills in the known results. Returns the indices of the elements without a known result.
    virtual std::vector<std::size_t> recall(element_slots<Result>& slots) = 0;
    /// An element has run, in any thread.
    virtual void made(std::size_t index, element_slots<Result>& slots) noexcept = 0;
    /// The map ends without a result: an element has failed, or a stop was requested.
    virtual void give_up(element_slots<Result>& slots) noexcept = 0;

protected:
    element_memory() = default;
    element_memory(element_memory const&) = default;
    element_memory& operator=(element_memory const&) = default;
    ~element_memory() = default;
};

template <class Result, class Given>
struct element_memory_of;
template <class Result, class... Given>
struct element_memory_of<Result, types<Given...>> {
    using type = element_memory<Result, Given...>;
};
/// The element memory of a map with this call.
template <class Call>
using memory_of_map =
    typename element_memory_of<typename Call::element_result, typename Call::given>::type;

/// The element memory of a node without elements, or of a session that keeps nothing.
struct no_elements {
    static constexpr void* known() noexcept { return nullptr; }
    static constexpr void describe(node_report&) noexcept {}
    static constexpr void finish() noexcept {}
};

} // namespace leat::detail
