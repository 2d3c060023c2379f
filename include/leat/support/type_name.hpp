// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/digest.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace leat::detail {

/// The type as the compiler spells it.
template <class T>
consteval std::string_view spelled() {
    std::string_view const text = __PRETTY_FUNCTION__;
    std::size_t const first = text.find("T = ") + 4;
    std::size_t const end = text.find(';', first); // GCC lists the aliases that it used after one
    std::size_t const last = end != text.npos ? end : text.rfind(']');
    return text.substr(first, last - first);
}

/// The template of a class as the compiler spells it.
template <template <class...> class Template>
consteval std::string_view spelled_template() {
    std::string_view const text = __PRETTY_FUNCTION__;
    std::size_t const first = text.find("Template = ") + 11;
    std::size_t const end = text.find(';', first);
    return text.substr(first, (end != text.npos ? end : text.rfind(']')) - first);
}

/// Feeds a spelling with what compilers and libraries spell differently taken out: white space,
/// the elaborations "struct", "class" and "enum", and the inline namespaces of the standard
/// libraries.
constexpr void feed_spelling(digest_builder& to, std::string_view text) {
    constexpr std::string_view dropped[] = {
        "__cxx11::", "__1::", "struct ", "class ", "enum ", "union ", "template<class ...> "};
    while (!text.empty()) {
        bool skipped = false;
        for (std::string_view const word : dropped) // the first letter tells of most that it is none
            if (text.front() == word.front() && text.substr(0, word.size()) == word) {
                text.remove_prefix(word.size());
                skipped = true;
                break;
            }
        if (skipped) continue;
        if (text.front() != ' ') to.byte(static_cast<unsigned char>(text.front()));
        text.remove_prefix(1);
    }
    to.byte(0);
}

template <class T>
constexpr void feed_type(digest_builder& to);

// How a type is made up. Arithmetic types are told by kind and size, class templates by their own
// name and their arguments, so that nothing depends on how a compiler prints "unsigned long" or a
// list of arguments; a class that is not of a template by its name and its size.
template <class T>
struct type_feeder {
    static constexpr void feed(digest_builder& to) {
        if constexpr (std::is_void_v<T>) {
            to.text("void");
        } else if constexpr (std::is_same_v<T, bool>) {
            to.text("bool");
        } else if constexpr (std::is_same_v<T, char>) {
            to.text("char"); // the sign of a char is the machine's matter
        } else if constexpr (std::is_integral_v<T>) {
            to.text(std::is_signed_v<T> ? "signed" : "unsigned").number(sizeof(T));
            if constexpr (std::is_same_v<T, wchar_t>)
                to.text("wchar_t");
            else if constexpr (std::is_same_v<T, char8_t> || std::is_same_v<T, char16_t> ||
                               std::is_same_v<T, char32_t>)
                to.text("utf");
        } else if constexpr (std::is_floating_point_v<T>) {
            to.text("floating").number(sizeof(T));
        } else {
            to.text("type").number(sizeof(T));
            feed_spelling(to, spelled<T>());
        }
    }
};

template <template <class...> class Template, class... Arguments>
struct type_feeder<Template<Arguments...>> {
    static constexpr void feed(digest_builder& to) {
        to.text("template");
        feed_spelling(to, spelled_template<Template>());
        to.number(sizeof...(Arguments));
        (feed_type<Arguments>(to), ...);
    }
};

template <template <class, std::size_t> class Template, class T, std::size_t Size>
struct type_feeder<Template<T, Size>> {
    static constexpr void feed(digest_builder& to) {
        // The whole spelling begins with the template's name.
        constexpr std::string_view whole = spelled<Template<T, Size>>();
        to.text("array");
        feed_spelling(to, whole.substr(0, whole.find('<')));
        to.number(Size);
        feed_type<T>(to);
    }
};

template <class T>
struct type_feeder<T*> {
    static constexpr void feed(digest_builder& to) {
        to.text("pointer");
        feed_type<T>(to);
    }
};
template <class T>
struct type_feeder<T const> {
    static constexpr void feed(digest_builder& to) {
        to.text("const");
        feed_type<T>(to);
    }
};
template <class T>
struct type_feeder<T&> {
    static constexpr void feed(digest_builder& to) {
        to.text("&");
        feed_type<T>(to);
    }
};
template <class T>
struct type_feeder<T&&> {
    static constexpr void feed(digest_builder& to) {
        to.text("&&");
        feed_type<T>(to);
    }
};

/// Feeds what identifies type `T` to a digest: the same for GCC and Clang over arithmetic types,
/// standard containers and classes with a name. Where a compiler spells a type in a way of its own
/// (a lambda, an unnamed namespace) the digests differ.
template <class T>
constexpr void feed_type(digest_builder& to) {
    type_feeder<T>::feed(to);
}

} // namespace leat::detail
