// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/fingerprint_numbers.hpp>
#include <leat/serial/hasher.hpp>
#include <leat/serial/members.hpp>
#include <leat/serial/met_objects.hpp>

#include <algorithm>
#include <array>
#include <bitset>
#include <chrono>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <forward_list>
#include <list>
#include <map>
#include <optional>
#include <ranges>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <valarray>
#include <variant>
#include <vector>

namespace leat::detail {

/// Feeds any value that has a fingerprint.
template <class T>
void feed(hasher& to, T const& value);

/// How a class of the standard library is fed, and which types it is made of.
template <class T>
struct fingerprint_rule {};

template <class T>
concept has_fingerprint_rule = requires { typename fingerprint_rule<T>::parts; };

template <class... T>
struct rule_of {
    using parts = type_list<std::remove_const_t<T>...>;
};

template <class T>
inline constexpr bool block_complex = false;
template <block_scalar T>
inline constexpr bool block_complex<std::complex<T>> = std::is_floating_point_v<T>;

/// The number of elements, then the elements.
template <class T>
struct sequence_rule : rule_of<T> {
    template <class Sequence>
    static void feed(hasher& to, Sequence const& value) {
        auto const size = static_cast<std::size_t>(std::ranges::distance(value));
        to.number(size);
        elements(to, value, size);
    }

    template <class Sequence>
    static void elements(hasher& to, Sequence const& value, std::size_t size) {
        if constexpr (block_scalar<T> || block_complex<T>)
            if (size >= large_block / sizeof(T)) align(to); // whatever the container is
        if constexpr (std::ranges::contiguous_range<Sequence const> && block_scalar<T>)
            feed_block(to, std::ranges::data(value), size);
        else if constexpr (std::ranges::contiguous_range<Sequence const> && block_complex<T>)
            // The standard lets an array of complex numbers be read as one of their parts.
            feed_block(to, reinterpret_cast<typename T::value_type const*>(std::data(value)),
                       2 * size);
        else
            for (auto const& element : value) detail::feed(to, element);
    }
};

/// The number of elements, then the sum of their digests, high and low words each by itself: the
/// same in any order. A sum, not an exclusive or, so that equal elements do not cancel out. Where
/// there are shared pointers in them, then the elements, in the order of their digests.
template <class... T>
struct unordered_rule : rule_of<T...> {
    static void feed(hasher& to, auto const& value) {
        using element_type = std::remove_reference_t<decltype(*value.begin())>;
        bool shared = false;
        auto const alone = [&](element_type& element) {
            hasher one;
            met_objects::isolate(one, to);
            detail::feed(one, element);
            shared |= met_objects::any(one);
            return one.finish();
        };
        digest sum;
        for (auto const& element : value) {
            digest const found = alone(element);
            sum.high += found.high;
            sum.low += found.low;
        }
        to.number(value.size()).add(sum);
        met_objects::note(to, shared);
        if (!shared || met_objects::is_isolated(to)) return;
        std::vector<std::pair<digest, element_type*>> all;
        for (auto const& element : value) all.emplace_back(alone(element), &element);
        std::ranges::stable_sort(all, {}, [](auto const& each) { return each.first; });
        for (auto const& each : all) detail::feed(to, *each.second);
    }
};

template <class... T>
struct tuple_rule : rule_of<T...> {
    static void feed(hasher& to, auto const& value) {
        std::apply([&](auto const&... part) { (detail::feed(to, part), ...); }, value);
    }
};

template <class T>
struct bits_rule : rule_of<> {
    static void feed(hasher& to, T const& value) {
        std::uint64_t word = 0;
        for (std::size_t i = 0; i < value.size(); ++i) {
            word |= std::uint64_t{value[i]} << (i % 64);
            if (i % 64 == 63 || i + 1 == value.size()) to.number(std::exchange(word, 0));
        }
    }
};

// clang-format off
template <class T, class A> struct fingerprint_rule<std::vector<T, A>> : sequence_rule<T> {};
template <class T, class A> struct fingerprint_rule<std::deque<T, A>> : sequence_rule<T> {};
template <class T, class A> struct fingerprint_rule<std::list<T, A>> : sequence_rule<T> {};
template <class T, class A> struct fingerprint_rule<std::forward_list<T, A>> : sequence_rule<T> {};
template <class T> struct fingerprint_rule<std::valarray<T>> : sequence_rule<T> {};
template <class T, std::size_t N> struct fingerprint_rule<std::span<T, N>> : sequence_rule<std::remove_const_t<T>> {};
template <class C, class R, class A> struct fingerprint_rule<std::basic_string<C, R, A>> : sequence_rule<C> {};
template <class C, class R> struct fingerprint_rule<std::basic_string_view<C, R>> : sequence_rule<C> {};
template <class T, class C, class A> struct fingerprint_rule<std::set<T, C, A>> : sequence_rule<T> {};
template <class T, class C, class A> struct fingerprint_rule<std::multiset<T, C, A>> : sequence_rule<T> {};
template <class K, class T, class C, class A> struct fingerprint_rule<std::map<K, T, C, A>> : sequence_rule<std::pair<K const, T>> {};
template <class K, class T, class C, class A> struct fingerprint_rule<std::multimap<K, T, C, A>> : sequence_rule<std::pair<K const, T>> {};
template <class T, class H, class E, class A> struct fingerprint_rule<std::unordered_set<T, H, E, A>> : unordered_rule<T> {};
template <class T, class H, class E, class A> struct fingerprint_rule<std::unordered_multiset<T, H, E, A>> : unordered_rule<T> {};
template <class K, class T, class H, class E, class A> struct fingerprint_rule<std::unordered_map<K, T, H, E, A>> : unordered_rule<K, T> {};
template <class K, class T, class H, class E, class A> struct fingerprint_rule<std::unordered_multimap<K, T, H, E, A>> : unordered_rule<K, T> {};
template <class A, class B> struct fingerprint_rule<std::pair<A, B>> : tuple_rule<A, B> {};
template <class... T> struct fingerprint_rule<std::tuple<T...>> : tuple_rule<T...> {};
template <std::size_t N> struct fingerprint_rule<std::bitset<N>> : bits_rule<std::bitset<N>> {};
template <> struct fingerprint_rule<std::monostate> : tuple_rule<> {
    static void feed(hasher&, std::monostate) {}
};
// clang-format on

template <class T, std::size_t N>
struct fingerprint_rule<std::array<T, N>> : rule_of<T> {
    static void feed(hasher& to, std::array<T, N> const& value) {
        sequence_rule<std::remove_const_t<T>>::elements(to, value, N); // all have as many
    }
};
template <class T>
struct fingerprint_rule<std::complex<T>> : rule_of<T> {
    static void feed(hasher& to, std::complex<T> const& value) {
        detail::feed(to, value.real());
        detail::feed(to, value.imag());
    }
};
template <class T>
struct fingerprint_rule<std::optional<T>> : rule_of<T> {
    static void feed(hasher& to, std::optional<T> const& value) {
        feed_number(to, value.has_value());
        if (value) detail::feed(to, *value);
    }
};
template <class... T>
struct fingerprint_rule<std::variant<T...>> : rule_of<T...> {
    static void feed(hasher& to, std::variant<T...> const& value) {
        to.number(value.index()); // that of none is the greatest number
        if (!value.valueless_by_exception())
            std::visit([&](auto const& held) { detail::feed(to, held); }, value);
    }
};
template <>
struct fingerprint_rule<std::filesystem::path> : rule_of<> {
    static void feed(hasher& to, std::filesystem::path const& value) { to.text(value.native()); }
};
template <class R, class P>
struct fingerprint_rule<std::chrono::duration<R, P>> : rule_of<R> {
    static void feed(hasher& to, std::chrono::duration<R, P> value) {
        detail::feed(to, value.count());
    }
};
template <class C, class D>
struct fingerprint_rule<std::chrono::time_point<C, D>> : rule_of<D> {
    static void feed(hasher& to, std::chrono::time_point<C, D> const& value) {
        detail::feed(to, value.time_since_epoch());
    }
};
template <>
struct fingerprint_rule<std::chrono::year_month_day> : rule_of<> {
    static void feed(hasher& to, std::chrono::year_month_day value) {
        feed_number(to, std::int32_t{static_cast<int>(value.year())});
        feed_number(to, std::uint32_t{static_cast<unsigned>(value.month())});
        feed_number(to, std::uint32_t{static_cast<unsigned>(value.day())});
    }
};

} // namespace leat::detail
