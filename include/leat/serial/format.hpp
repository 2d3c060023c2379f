// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/compiler.hpp>

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/archive/text_iarchive.hpp>
#include <boost/archive/text_oarchive.hpp>
#include <boost/archive/xml_iarchive.hpp>
#include <boost/archive/xml_oarchive.hpp>

#include <concepts>
#include <string_view>

namespace leat::format {

/// Boost's binary archive: quick and small, and only for machines with the same sizes and order of
/// bytes. Arrays of numbers are copied whole.
struct binary {
    using oarchive = boost::archive::binary_oarchive;
    using iarchive = boost::archive::binary_iarchive;
    static constexpr std::string_view name = "binary";
};

/// Boost's text archive: for any machine. Numbers come back to the last bit; of a NaN, its sign
/// does and its payload does not.
struct text {
    using oarchive = boost::archive::text_oarchive;
    using iarchive = boost::archive::text_iarchive;
    static constexpr std::string_view name = "text";
};

/// Boost's xml archive, to be read by people and other tools; numbers as in `text`. A string with a
/// control character other than tab and line end cannot be saved, as XML has none.
struct xml {
    using oarchive = boost::archive::xml_oarchive;
    using iarchive = boost::archive::xml_iarchive;
    static constexpr std::string_view name = "xml";
};

} // namespace leat::format

namespace leat::detail {

template <class F>
concept archive_format = std::same_as<F, format::binary> || std::same_as<F, format::text> ||
                         std::same_as<F, format::xml>;

} // namespace leat::detail
