// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/serial/hasher.hpp>

namespace leat {

LEAT_DECL digest blob_digest(std::string_view bytes) noexcept {
    return hasher().bytes(bytes.data(), bytes.size()).finish();
}

LEAT_DECL std::string blob_name(digest const& content) {
    return std::string(blob_prefix) + content.to_string();
}

} // namespace leat

namespace leat::detail {

LEAT_DECL std::nullopt_t nothing(std::string* why, std::string reason) {
    if (why) *why = std::move(reason);
    return std::nullopt;
}

} // namespace leat::detail
