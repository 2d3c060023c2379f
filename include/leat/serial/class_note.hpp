// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/held.hpp>
#include <leat/support/config.hpp>
#include <leat/support/digest.hpp>
#include <leat/support/type_name.hpp>

#include <boost/serialization/version.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <type_traits>

namespace leat::detail {

template <class T>
constexpr void feed_name(digest_builder& to);

// A type by its name alone, as a class may grow from one version to the next. Class templates are
// told by their own name and their arguments, which compilers spell in different ways.
template <class T>
struct name_feeder {
    static constexpr void feed(digest_builder& to) {
        if constexpr (std::is_arithmetic_v<T>)
            feed_type<T>(to);
        else
            feed_spelling(to, spelled<T>());
    }
};
template <template <class...> class Template, class... Arguments>
struct name_feeder<Template<Arguments...>> {
    static constexpr void feed(digest_builder& to) {
        feed_spelling(to, spelled_template<Template>());
        to.number(sizeof...(Arguments));
        (feed_name<Arguments>(to), ...);
    }
};
template <template <class, std::size_t> class Template, class T, std::size_t Size>
struct name_feeder<Template<T, Size>> {
    static constexpr void feed(digest_builder& to) {
        constexpr std::string_view whole = spelled<Template<T, Size>>();
        feed_spelling(to, whole.substr(0, whole.find('<')));
        to.number(Size);
        feed_name<T>(to);
    }
};
template <class T>
constexpr void feed_name(digest_builder& to) {
    name_feeder<T>::feed(to);
}

/// A number for the name of a type, the same for GCC and Clang.
template <class T>
inline constexpr std::uint64_t name_number = [] {
    digest_builder to;
    feed_name<T>(to);
    return to.finish().low;
}();

/// What an archive must know of a class to be read again: its version, when it has its own
/// `serialize`, or what its members are.
struct class_note {
    bool versioned = false;
    std::uint64_t value = 0;
    std::string_view name{};
};

using class_notes = std::map<std::uint64_t, class_note>;

/// Adds a note unless the class has one; whether it had none.
LEAT_DECL bool note_class(class_notes& notes, std::uint64_t name, class_note const& note);

template <class T>
void note_classes(class_notes& notes);

template <class... T>
void note_all(class_notes& notes, type_list<T...>) {
    (note_classes<T>(notes), ...);
}

template <class... T>
constexpr std::uint64_t members_number(type_list<T...>) {
    digest_builder to;
    (feed_name<T>(to), ...);
    return to.finish().low;
}

/// Notes the classes of the user's that can be seen in a `T`.
template <class T>
void note_classes(class_notes& notes) {
    if constexpr (standard_holder<T>) {
        note_all(notes, typename held<T>::elements{});
        note_all(notes, typename held<T>::parts{});
        note_all(notes, typename held<T>::targets{});
    } else if constexpr (std::is_class_v<T>) {
        if constexpr (self_serializing<T>) {
            note_class(notes, name_number<T>,
                       {true, boost::serialization::version<T>::value, spelled<T>()});
        } else {
            constexpr std::uint64_t members = members_number(members_of<T>{});
            if (note_class(notes, name_number<T>, {false, members, spelled<T>()}))
                note_all(notes, members_of<T>{});
        }
    }
}

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/class_note.ipp>
#endif
