// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/archive.hpp>
#include <leat/serial/hasher.hpp>
#include <leat/support/type_name.hpp>

#include <boost/archive/archive_exception.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/serialization/nvp.hpp>

#include <cstddef>
#include <streambuf>
#include <string>
#include <type_traits>

namespace leat::detail {

/// Writes to a hasher.
class hashing_output : public std::streambuf {
public:
    explicit hashing_output(hasher& to) : to_(to) {}

private:
    int_type overflow(int_type c) override {
        char const byte = traits_type::to_char_type(c);
        if (!traits_type::eq_int_type(c, traits_type::eof())) to_.bytes(&byte, 1);
        return traits_type::not_eof(c);
    }
    std::streamsize xsputn(char const* from, std::streamsize size) override {
        to_.bytes(from, static_cast<std::size_t>(size));
        return size;
    }

    hasher& to_;
};

/// Feeds the digest of the binary archive of `value`, which has no header, so that the version of
/// Boost does not count; but it has other bytes in a program that also saves the class through a
/// pointer, where Boost tracks it. Throws `leat::error` when Boost cannot save it, and what its
/// `serialize` throws. Cost: a Boost archive for each value, about a microsecond.
template <class T>
void feed_archive(hasher& to, T const& value) {
    hasher whole;
    hashing_output output(whole);
    try {
        boost::archive::binary_oarchive archive(output, boost::archive::no_header |
                                                            boost::archive::no_codecvt);
        archive << boost::serialization::make_nvp("value", value);
    } catch (boost::archive::archive_exception const& e) {
        using type = std::remove_const_t<std::remove_pointer_t<T>>;
        throw archive_error(e, "the fingerprint of a '" + std::string(spelled<type>()) + "'",
                            spelled<type>());
    }
    to.add(whole.finish());
}

} // namespace leat::detail
