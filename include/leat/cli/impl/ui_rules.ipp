// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/support/hash.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <system_error>

#include <arpa/inet.h>

// What the server of `app ui` lets in: rules about texts, without a server.
namespace leat::detail {

/// Whether only programs of this machine can reach it.
inline bool is_loopback(std::string_view host) noexcept {
    return host == "127.0.0.1" || host == "::1" || host == "localhost";
}

/// The name in a Host header, without brackets and port; nothing when that is no such header.
inline std::optional<std::string_view> host_name(std::string_view header) noexcept {
    bool const bracket = header.starts_with('[');
    std::size_t const end = header.find(bracket ? ']' : ':');
    if (bracket && end == header.npos) return std::nullopt;
    std::string_view const name = header.substr(bracket, end - bracket);
    std::string_view port = end == header.npos ? "" : header.substr(end + bracket);
    if (name.empty() || (bracket && name.find(':') == name.npos)) return std::nullopt;
    if (port.empty()) return name;
    if (port.front() != ':' || port.size() < 2 || port.size() > 6) return std::nullopt;
    port.remove_prefix(1);
    bool const digits = std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
    return digits ? std::optional(name) : std::nullopt;
}

inline bool is_address(std::string const& host) noexcept {
    unsigned char to[16];
    return ::inet_pton(AF_INET, host.c_str(), to) == 1 ||
           ::inet_pton(AF_INET6, host.c_str(), to) == 1;
}

/// Whether a request with this Host header may be answered. A page of a foreign site whose name was
/// made to lead here has that name in it. `served` is what the user named, where anybody may come.
inline bool may_ask(std::string_view header, std::string_view served, bool public_host) {
    auto const name = host_name(header);
    if (!name) return false;
    return is_loopback(*name) ||
           (public_host && (*name == served || is_address(std::string(*name))));
}

/// Whether a text may be an id of a run, or the beginning of one.
inline bool may_be_run_id(std::string_view text) noexcept {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
               (c >= 'A' && c <= 'Z');
    });
}

/// A number from 1 to `most`; nothing for any other text.
inline std::optional<std::size_t> read_limit(std::string_view text, std::size_t most) noexcept {
    std::size_t value = 0;
    auto const [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool const right = wrong == std::errc() && end == text.data() + text.size();
    return right && value >= 1 && value <= most ? std::optional(value) : std::nullopt;
}

/// What a browser compares to know whether an answer is as it was.
inline std::string entity_tag(std::string_view text) {
    char tag[24];
    std::snprintf(tag, sizeof tag, "\"%016llx\"", static_cast<unsigned long long>(hash(text)));
    return tag;
}

/// 128 bits at random, as text.
inline std::string make_token() {
    std::random_device random;
    std::string token;
    for (int i = 0; i < 4; ++i) {
        char part[12];
        std::snprintf(part, sizeof part, "%08x", static_cast<unsigned>(random()));
        token += part;
    }
    return token;
}

/// In a time that does not depend on where they differ.
inline bool same_secret(std::string_view a, std::string_view b) noexcept {
    unsigned unlike = a.size() != b.size();
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        unlike |= static_cast<unsigned char>(a[i]) ^
                  static_cast<unsigned>(static_cast<unsigned char>(b[i]));
    return unlike == 0;
}

/// The name of the cookie that has the secret: of a Host header, as cookies know no ports.
inline std::string cookie_name(std::string_view host) {
    std::size_t const at = host.rfind(':');
    bool const port = at != host.npos && host.back() != ']';
    return "leat-ui-" + (port ? std::string(host.substr(at + 1)) : "80");
}

/// Whether a Cookie header has this cookie with this secret.
inline bool has_cookie(std::string_view header, std::string_view name,
                       std::string_view secret) noexcept {
    bool found = false;
    for (std::size_t begin = 0; begin < header.size();) {
        std::size_t const end = std::min(header.find(';', begin), header.size());
        std::string_view one = header.substr(begin, end - begin);
        one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
        if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
            found |= same_secret(one.substr(name.size() + 1), secret);
        begin = end + 1;
    }
    return found;
}

} // namespace leat::detail
