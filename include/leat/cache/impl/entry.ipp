// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/entry.hpp>

namespace leat {

LEAT_DECL std::string entry_name(digest const& key) {
    return std::string(entry_prefix) + key.to_string();
}

} // namespace leat
