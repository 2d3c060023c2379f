// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/archive.hpp>
#include <leat/serial/checked_output.hpp>

#include <boost/math/special_functions/nonfinite_num_facets.hpp>

#include <istream>
#include <iterator>
#include <locale>
#include <new>
#include <ostream>
#include <stdexcept>

namespace leat::detail {

// Numbers in the way of the "C" locale, with inf and nan, which the standard library does not read.
inline std::locale number_locale() {
    std::locale const with_put(std::locale::classic(), new boost::math::nonfinite_num_put<char>);
    return std::locale(with_put, new boost::math::nonfinite_num_get<char>);
}

LEAT_DECL error archive_error(boost::archive::archive_exception const& e, std::string const& where,
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

template <archive_format Format>
void write_format(std::ostream& to, void const* value, archived_type const& type,
                  void (*save)(typename Format::oarchive&, void const*), std::string const& where) {
    checked_output output(to, sealed<Format>.is_xml);
    try {
        std::ostream stream(&output);
        stream.imbue(number_locale());
        typename Format::oarchive archive(stream, boost::archive::no_codecvt);
        save(archive, value);
    } catch (boost::archive::archive_exception const& e) {
        throw archive_error(e, where, type.name);
    }
    write_seal(output, type, sealed<Format>);
    if (output.control_seen())
        throw error("cannot save " + where + ": a string holds the control character " +
                    std::to_string(output.control()) +
                    ", which xml cannot write; save it in the format text or binary");
}

template <archive_format Format>
void read_format(std::string_view bytes, void* value, archived_type const& type,
                 void (*load)(typename Format::iarchive&, void*), std::string const& where) {
    memory_input input(check_seal(bytes, type, sealed<Format>, where));
    try {
        std::istream stream(&input);
        stream.imbue(number_locale());
        typename Format::iarchive archive(stream, boost::archive::no_codecvt);
        load(archive, value);
    } catch (boost::archive::archive_exception const& e) {
        throw archive_error(e, where, type.name);
    } catch (std::bad_alloc const&) {
        throw error(where + " needs more memory than there is to load a '" +
                    std::string(type.name) + "'; free some, or save it anew");
    } catch (std::length_error const&) {
        throw error(where + " does not fit '" + std::string(type.name) +
                    "'; check that its serialize functions save and load the same");
    }
}

LEAT_DECL void write_archive(std::ostream& to, void const* value, archived_type const& type,
                             void (*save)(format::binary::oarchive&, void const*),
                             std::string const& where) {
    write_format<format::binary>(to, value, type, save, where);
}
LEAT_DECL void write_archive(std::ostream& to, void const* value, archived_type const& type,
                             void (*save)(format::text::oarchive&, void const*),
                             std::string const& where) {
    write_format<format::text>(to, value, type, save, where);
}
LEAT_DECL void write_archive(std::ostream& to, void const* value, archived_type const& type,
                             void (*save)(format::xml::oarchive&, void const*),
                             std::string const& where) {
    write_format<format::xml>(to, value, type, save, where);
}

LEAT_DECL void read_archive(std::string_view bytes, void* value, archived_type const& type,
                            void (*load)(format::binary::iarchive&, void*),
                            std::string const& where) {
    read_format<format::binary>(bytes, value, type, load, where);
}
LEAT_DECL void read_archive(std::string_view bytes, void* value, archived_type const& type,
                            void (*load)(format::text::iarchive&, void*),
                            std::string const& where) {
    read_format<format::text>(bytes, value, type, load, where);
}
LEAT_DECL void read_archive(std::string_view bytes, void* value, archived_type const& type,
                            void (*load)(format::xml::iarchive&, void*), std::string const& where) {
    read_format<format::xml>(bytes, value, type, load, where);
}

LEAT_DECL void check_stream(std::ostream const& to, std::string_view type) {
    if (!to)
        throw error("cannot write the archive of a '" + std::string(type) +
                    "': the stream failed; check where it leads to");
}

LEAT_DECL std::string read_all(std::istream& from) {
    return {std::istreambuf_iterator<char>(from), {}};
}

} // namespace leat::detail
