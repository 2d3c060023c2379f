// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/serial/met_objects.hpp>
#include <leat/serial/standard.hpp>
#include <leat/support/type_name.hpp>

#include <boost/serialization/shared_ptr.hpp>
#include <boost/serialization/split_free.hpp>
#include <boost/serialization/tracking.hpp>
#include <boost/serialization/tracking_enum.hpp>
#include <boost/serialization/unique_ptr.hpp>

#include <memory>

// Boost follows pointers as deep as they lead, and knows nothing of the end of the stack. As these
// are constrained, they are taken in place of Boost's own, which do the work.

namespace leat::detail {

/// What Boost does not track, and so cannot share.
template <class T>
concept untracked_by_boost =
    primitive_to_boost<T> ||
    boost::serialization::tracking_level<T>::value == boost::serialization::track_never;

template <class Archive, class T, class Pointer>
void serialize_pointer(Archive& archive, Pointer& value, unsigned int const version) {
    check_stack(Archive::is_saving::value ? "save a" : "load a", spelled<T>());
    boost::serialization::split_free(archive, value, version);
}

} // namespace leat::detail

namespace boost::serialization {

template <class Archive, class T>
    requires leat::detail::real_archive<Archive> && (!leat::detail::untracked_by_boost<T>)
void serialize(Archive& archive, std::shared_ptr<T>& value, unsigned int const version) {
    leat::detail::serialize_pointer<Archive, T>(archive, value, version);
}

template <class Archive, class T>
    requires leat::detail::real_archive<Archive> && (!leat::detail::primitive_to_boost<T>)
void serialize(Archive& archive, std::unique_ptr<T>& value, unsigned int const version) {
    leat::detail::serialize_pointer<Archive, T>(archive, value, version);
}

} // namespace boost::serialization
