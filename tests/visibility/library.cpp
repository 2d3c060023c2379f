// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "places.hpp"

#include <algorithm>

// All else of this library is hidden.
extern "C" [[gnu::visibility("default")]] void places_in_library(void const** to) {
    std::ranges::copy(find_places(), to);
}
extern "C" [[gnu::visibility("default")]] void name_in_library(std::string* to) {
    *to = leat::detail::temporary_name("a");
}
extern "C" [[gnu::visibility("default")]] bool opens_in_library(char const* file) {
    try {
        leat::detail::opened_here const opened(leat::detail::identity_of(file), file);
        return true;
    } catch (leat::error const&) {
        return false;
    }
}
