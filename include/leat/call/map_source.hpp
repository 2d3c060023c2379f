// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/graph/map_call.hpp>

#include <cstddef>
#include <memory>
#include <ranges>
#include <type_traits>
#include <utility>
#include <vector>

namespace leat::detail {

/// The type of the argument for a `T`. A function that takes the element over gets an object of its
/// own; others get a reference. `Made`: the range makes each element as a new object.
template <class T, passing How, bool Made>
using lent =
    std::conditional_t<How == passing::rvalue || (How == passing::value && Made), T, T const&>;

/// The position of a map in an input that is passed whole,
template <class T>
struct whole_cursor {
    T const* value;
    [[gnu::always_inline]] T const& get() const noexcept { return *value; }
    [[gnu::always_inline]] void next() const noexcept {}
};

/// and in a range.
template <class Range>
struct element_cursor {
    using type = std::ranges::range_value_t<Range>;
    using element = std::conditional_t<elements_of<Range>::made, type, type const&>;

    std::ranges::iterator_t<Range> at;

    [[gnu::always_inline]] element get() const { return static_cast<element>(*at); }
    [[gnu::always_inline]] void next() { ++at; }
};

/// An input of a map. `Given` is what the run passes: a reference, or an object if the input
/// belongs to the map.
template <class Given, bool Each>
class map_source {
public:
    explicit map_source(Given&& given) : value_(static_cast<Given&&>(given)) {}

    auto from(std::size_t) const noexcept {
        return whole_cursor<std::remove_cvref_t<Given>>{std::addressof(value_)};
    }
    void find_all() const noexcept {}

private:
    Given value_;
};

template <class Given>
concept given_forward = std::ranges::forward_range<std::remove_reference_t<Given>>;

/// A range that can be gone through more than once.
template <given_forward Given>
class map_source<Given, true> {
    using range = std::remove_reference_t<Given>;
    using iterator = std::ranges::iterator_t<range>;

public:
    explicit map_source(Given&& given)
        : range_(static_cast<Given&&>(given)), first_(std::ranges::begin(range_)),
          last_(std::ranges::end(range_)) {}
    map_source(map_source const&) = delete;

    std::size_t count() {
        if constexpr (std::ranges::sized_range<range>)
            return static_cast<std::size_t>(std::ranges::size(range_));
        else
            return static_cast<std::size_t>(std::ranges::distance(first_, last_));
    }
    /// The cursor at an element. For an index other than 0, call `find_all` before.
    element_cursor<range> from(std::size_t index) const {
        if constexpr (std::ranges::random_access_range<range>)
            return {first_ + static_cast<std::ranges::range_difference_t<range>>(index)};
        else
            return {index == 0 ? first_ : places_[index]};
    }
    [[gnu::always_inline]] bool ended(element_cursor<range> const& cursor) const {
        return cursor.at == last_;
    }
    /// Stores the position of each element if it cannot be computed.
    void find_all() {
        if constexpr (!std::ranges::random_access_range<range>)
            if (places_.empty())
                for (iterator at = first_; at != last_; ++at) places_.push_back(at);
    }

private:
    Given range_;
    iterator first_;
    std::ranges::sentinel_t<range> last_;
    std::vector<iterator> places_{};
};

/// A range that can be gone through once. It is read first, and each element is moved from.
template <class Given>
class map_source<Given, true> {
    using range = std::remove_reference_t<Given>;
    using type = std::ranges::range_value_t<range>;
    struct box { // a vector<bool> has no elements to refer to
        type value;
    };
    struct cursor {
        box* at;
        type get() const { return std::move(at->value); }
        void next() noexcept { ++at; }
    };

public:
    explicit map_source(Given&& given) {
        for (auto&& element : given)
            elements_.push_back(box{static_cast<type>(static_cast<decltype(element)>(element))});
    }
    map_source(map_source const&) = delete;

    std::size_t count() const noexcept { return elements_.size(); }
    cursor from(std::size_t index) { return {elements_.data() + index}; }
    bool ended(cursor const& at) const noexcept {
        return at.at == elements_.data() + elements_.size();
    }
    void find_all() const noexcept {}

private:
    std::vector<box> elements_{};
};

} // namespace leat::detail
