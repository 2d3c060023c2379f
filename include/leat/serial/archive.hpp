// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/format.hpp>
#include <leat/serial/seal.hpp>
#include <leat/serial/serializable.hpp>
#include <leat/support/config.hpp>
#include <leat/support/error.hpp>

#include <boost/archive/archive_exception.hpp>
#include <boost/serialization/detail/stack_constructor.hpp>
#include <boost/serialization/nvp.hpp>
#include <boost/serialization/version.hpp>

#include <concepts>
#include <exception>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace leat {
namespace detail {

/// What Boost found wrong, in a sentence that begins with `where`.
LEAT_DECL error archive_error(boost::archive::archive_exception const& e, std::string const& where,
                              std::string_view type);

/// Writes to any archive of Boost's.
template <class Archive, serializable T>
void write_value(Archive& to, T const& value) {
    if constexpr (!std::default_initializable<T>)
        boost::serialization::save_construct_data_adl(to, &value,
                                                      boost::serialization::version<T>::value);
    to << boost::serialization::make_nvp("value", value);
}

/// Writes an archive and its last line: `save` writes the value, of a type that only it knows. Does
/// not look whether `to` took it.
LEAT_DECL void write_archive(std::ostream& to, void const* value, archived_type const& type,
                             void (*save)(format::binary::oarchive&, void const*),
                             std::string const& where);
LEAT_DECL void write_archive(std::ostream& to, void const* value, archived_type const& type,
                             void (*save)(format::text::oarchive&, void const*),
                             std::string const& where);
LEAT_DECL void write_archive(std::ostream& to, void const* value, archived_type const& type,
                             void (*save)(format::xml::oarchive&, void const*),
                             std::string const& where);

/// Reads what `write_archive` has written: `load` reads into the value.
LEAT_DECL void read_archive(std::string_view bytes, void* value, archived_type const& type,
                            void (*load)(format::binary::iarchive&, void*),
                            std::string const& where);
LEAT_DECL void read_archive(std::string_view bytes, void* value, archived_type const& type,
                            void (*load)(format::text::iarchive&, void*), std::string const& where);
LEAT_DECL void read_archive(std::string_view bytes, void* value, archived_type const& type,
                            void (*load)(format::xml::iarchive&, void*), std::string const& where);

template <serializable T, archive_format Format>
void write_archive(std::ostream& to, T const& value, Format, std::string const& where) {
    using archive = typename Format::oarchive;
    void (*const save)(archive&, void const*) = [](archive& into, void const* from) {
        write_value(into, *static_cast<T const*>(from));
    };
    write_archive(to, static_cast<void const*>(std::addressof(value)), archived<T>, save, where);
}

/// Cost: `T` is moved where it is not default constructible.
template <serializable T, archive_format Format>
T read_archive(std::string_view bytes, Format, std::string const& where) {
    using archive = typename Format::iarchive;
    if constexpr (std::default_initializable<T>) {
        T value{};
        void (*const load)(archive&, void*) = [](archive& from, void* to) {
            from >> boost::serialization::make_nvp("value", *static_cast<T*>(to));
        };
        read_archive(bytes, static_cast<void*>(std::addressof(value)), archived<T>, load, where);
        return value;
    } else {
        std::optional<T> value;
        void (*const load)(archive&, void*) = [](archive& from, void* to) {
            boost::serialization::detail::stack_construct<archive, T> made(
                from, boost::serialization::version<T>::value);
            from >> boost::serialization::make_nvp("value", made.reference());
            static_cast<std::optional<T>*>(to)->emplace(std::move(made.reference()));
        };
        read_archive(bytes, static_cast<void*>(&value), archived<T>, load, where);
        return *std::move(value);
    }
}

/// Throws that an archive could not be written, where its stream has failed.
LEAT_DECL void check_stream(std::ostream const& to, std::string_view type);

/// All that is left in a stream.
LEAT_DECL std::string read_all(std::istream& from);

} // namespace detail

/// Writes `value` to `to` as an archive of Boost.Serialization, with a last line that says what it
/// is and proves it whole. Boost itself can read the archive, as it stops before that line, which
/// in xml is a comment.
///
/// Requires `leat::serializable<T>`. Throws `leat::error` when the stream fails or the format
/// cannot write the value. Equal values give equal bytes, except that unordered containers give
/// their elements in the order they have them in, that a NaN is what its bits are, and that a `long
/// double` has padding in a binary archive.
template <class T, class Format = format::binary>
    requires detail::archive_format<Format>
void save_to(std::ostream& to, T const& value, Format form = {}) {
    if constexpr (detail::storable_or_told<decltype(detail::trouble_at_top<T>())>::value) {
        detail::write_archive(to, value, form, "the archive");
        detail::check_stream(to, detail::spelled<T>());
    }
}

/// The `T` that `bytes` hold, which `save_to` has written in the same format. Nothing of them is
/// looked at before their checksum is found right.
///
/// Requires `leat::serializable<T>`. Throws `leat::error` when they are damaged, cut short, empty
/// or foreign, hold another type, or are newer than this program: a class with a higher version, or
/// an aggregate whose members have changed, which only a `serialize` of its own could tell apart.
template <class T, class Format = format::binary>
    requires detail::archive_format<Format>
T load_from(std::string_view bytes, Format form = {}) {
    if constexpr (detail::storable_or_told<decltype(detail::trouble_at_top<T>())>::value)
        return detail::read_archive<T>(bytes, form, "the archive");
    else
        std::terminate(); // not compiled any further
}

/// The same from all that is left in a stream. Cost: holds the bytes beside the value.
template <class T, class Format = format::binary>
    requires detail::archive_format<Format>
T load_from(std::istream& from, Format form = {}) {
    std::string const bytes = detail::read_all(from);
    return load_from<T>(std::string_view(bytes), form);
}

} // namespace leat

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/serial/impl/archive.ipp>
#endif
