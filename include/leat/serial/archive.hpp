// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/checked_output.hpp>
#include <leat/serial/format.hpp>
#include <leat/serial/seal.hpp>
#include <leat/serial/serializable.hpp>
#include <leat/support/error.hpp>
#include <leat/support/type_name.hpp>

#include <boost/archive/archive_exception.hpp>
#include <boost/math/special_functions/nonfinite_num_facets.hpp>
#include <boost/serialization/detail/stack_constructor.hpp>
#include <boost/serialization/nvp.hpp>
#include <boost/serialization/version.hpp>

#include <concepts>
#include <exception>
#include <istream>
#include <iterator>
#include <locale>
#include <new>
#include <ostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace leat {
namespace detail {

// Numbers in the way of the "C" locale, with inf and nan, which the standard library does not read.
inline std::locale number_locale() {
    std::locale const with_put(std::locale::classic(), new boost::math::nonfinite_num_put<char>);
    return std::locale(with_put, new boost::math::nonfinite_num_get<char>);
}

/// What Boost found wrong, in a sentence that begins with `where`.
inline error archive_error(boost::archive::archive_exception const& e, std::string const& where,
                           std::string_view type) {
    using code = boost::archive::archive_exception;
    std::string const about(type);
    switch (e.code) {
    case code::unsupported_version:
        return error(where + " was saved with a newer Boost; build this program with that one");
    case code::unsupported_class_version:
        return error(where + " holds a newer version of a class in '" + about +
                     "'; load it with the program that saved it");
    case code::incompatible_native_format:
        return error(where + " was saved on another kind of machine (" + e.what() +
                     "); save it there in the format text or xml");
    case code::unregistered_class:
    case code::unregistered_cast:
        return error(where + ": a pointer in '" + about +
                     "' refers to a class that Boost.Serialization was not told of; name it in "
                     "BOOST_CLASS_EXPORT");
    default:
        return error(where + " does not fit '" + about + "' (" + e.what() +
                     "); check that its serialize functions save and load the same");
    }
}

/// Writes to any archive of Boost's.
template <class Archive, serializable T>
void write_value(Archive& to, T const& value) {
    if constexpr (!std::default_initializable<T>)
        boost::serialization::save_construct_data_adl(to, &value,
                                                      boost::serialization::version<T>::value);
    to << boost::serialization::make_nvp("value", value);
}

/// Reads what `write_value` has written. Cost: `T` is moved where it is not default constructible.
template <serializable T, class Archive>
T read_value(Archive& from) {
    if constexpr (std::default_initializable<T>) {
        T value{};
        from >> boost::serialization::make_nvp("value", value);
        return value;
    } else {
        boost::serialization::detail::stack_construct<Archive, T> value(
            from, boost::serialization::version<T>::value);
        from >> boost::serialization::make_nvp("value", value.reference());
        return std::move(value.reference());
    }
}

/// Writes an archive and its last line. Does not look whether `to` took it.
template <serializable T, archive_format Format>
void write_archive(std::ostream& to, T const& value, Format, std::string const& where) {
    checked_output output(to, is_xml<Format>);
    try {
        std::ostream stream(&output);
        stream.imbue(number_locale());
        typename Format::oarchive archive(stream, boost::archive::no_codecvt);
        write_value(archive, value);
    } catch (boost::archive::archive_exception const& e) {
        throw archive_error(e, where, spelled<T>());
    }
    write_seal<T, Format>(output);
    if (output.control_seen())
        throw error("cannot save " + where + ": a string holds the control character " +
                    std::to_string(output.control()) +
                    ", which xml cannot write; save it in the format text or binary");
}

template <serializable T, archive_format Format>
T read_archive(std::string_view bytes, Format, std::string const& where) {
    memory_input input(check_seal<T, Format>(bytes, where));
    try {
        std::istream stream(&input);
        stream.imbue(number_locale());
        typename Format::iarchive archive(stream, boost::archive::no_codecvt);
        return read_value<T>(archive);
    } catch (boost::archive::archive_exception const& e) {
        throw archive_error(e, where, spelled<T>());
    } catch (std::bad_alloc const&) {
        throw error(where + " needs more memory than there is to load a '" +
                    std::string(spelled<T>()) + "'; free some, or save it anew");
    } catch (std::length_error const&) {
        throw error(where + " does not fit '" + std::string(spelled<T>()) +
                    "'; check that its serialize functions save and load the same");
    }
}

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
        if (!to)
            throw error("cannot write the archive of a '" + std::string(detail::spelled<T>()) +
                        "': the stream failed; check where it leads to");
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
    std::string const bytes{std::istreambuf_iterator<char>(from), {}};
    return load_from<T>(std::string_view(bytes), form);
}

} // namespace leat
