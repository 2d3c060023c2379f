// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/dsl/file.hpp>
#include <leat/serial/held.hpp>

#include <filesystem>
#include <type_traits>

namespace leat::detail {

/// Of a value that a node returns: `leat::file` or `std::filesystem::path` where it is one, or a
/// pointer to one, or a class of the standard library that holds one; void where it is not. Such a
/// value says where a file is, and keeps nothing of it. What a user's own class holds is not looked
/// at.
template <class T>
struct file_named_by {
    using type = void;
};
template <>
struct file_named_by<file> {
    using type = file;
};
template <>
struct file_named_by<std::filesystem::path> {
    using type = std::filesystem::path;
};

template <class... T>
struct first_file_named {
    using type = void;
};
template <class First, class... Rest>
struct first_file_named<First, Rest...>
    : std::conditional_t<std::is_void_v<typename file_named_by<First>::type>,
                         first_file_named<Rest...>, file_named_by<First>> {};

template <class List>
struct first_file_in;
template <class... T>
struct first_file_in<type_list<T...>> : first_file_named<T...> {};

template <standard_holder T>
    requires(!std::is_same_v<T, std::filesystem::path>)
struct file_named_by<T> {
    using elements = typename first_file_in<typename held<T>::elements>::type;
    using parts = typename first_file_in<typename held<T>::parts>::type;
    using targets = typename first_file_in<typename held<T>::targets>::type;
    using type = std::conditional_t<!std::is_void_v<elements>, elements,
                                    std::conditional_t<!std::is_void_v<parts>, parts, targets>>;
};

template <class T>
inline constexpr bool names_file = !std::is_void_v<typename file_named_by<T>::type>;

} // namespace leat::detail
