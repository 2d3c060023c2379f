// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/blob.hpp>
#include <leat/serial/hasher.hpp>
#include <leat/cache/store_text.hpp>
#include <leat/repo/cache_journal.hpp>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace leat::detail {

LEAT_DECL void write_journal_line(std::string& to, journal_line const& line) {
    std::string head = line.removed ? "remove " : "put ";
    head.append(line.name) += ' ';
    head += std::to_string(line.used) + ' ' + std::to_string(line.bytes.size()) + ' ';
    digest const sum = hasher()
                           .bytes(head.data(), head.size())
                           .bytes(line.bytes.data(), line.bytes.size())
                           .finish();
    to += head + sum.to_string() + '\n';
    to.append(line.bytes) += '\n';
}

LEAT_DECL std::optional<journal_line> take_journal_line(std::string_view& text) {
    std::string_view rest = text;
    auto const head = take_until(rest, '\n');
    if (!head || head->size() < 40) return std::nullopt;
    std::string_view words = *head;
    journal_line line;
    auto const verb = take_until(words, ' '), name = take_until(words, ' '),
               used = take_until(words, ' '), size = take_until(words, ' ');
    if (!verb || !name || !used || !size) return std::nullopt;
    auto const time = read_number<std::int64_t>(*used);
    auto const length = read_number<std::uint64_t>(*size);
    auto const sum = read_digest(words);
    line.removed = *verb == "remove";
    if (!time || !length || !sum || (!line.removed && *verb != "put") || *length >= rest.size() ||
        rest[static_cast<std::size_t>(*length)] != '\n')
        return std::nullopt;
    line.name = *name;
    line.used = *time;
    line.bytes = rest.substr(0, static_cast<std::size_t>(*length));
    std::string_view const before = head->substr(0, head->size() - words.size());
    if (hasher()
            .bytes(before.data(), before.size())
            .bytes(line.bytes.data(), line.bytes.size())
            .finish() != *sum)
        return std::nullopt;
    text = rest.substr(line.bytes.size() + 1);
    return line;
}

LEAT_DECL int append_to_journal(store_handle const& folder, journal_line const& line,
                                std::uint64_t& size) {
    std::string text;
    write_journal_line(text, line);
    store_handle const file = folder.open(journal_file, O_WRONLY | O_APPEND | O_CREAT, 0600);
    struct stat before {};
    if (!file || ::fstat(file.get(), &before) != 0) return errno;
    int const code = file.write(text);
    if (code != 0 && ::ftruncate(file.get(), before.st_size) != 0) return code; // a damaged end
    size = static_cast<std::uint64_t>(before.st_size) + text.size();
    return code;
}

LEAT_DECL bool read_journal(std::string_view text, function_ref<void(journal_line const&)> visit) {
    bool damaged = false;
    while (!text.empty()) {
        if (auto const line = take_journal_line(text)) {
            visit(*line);
            continue;
        }
        damaged = true;
        if (!take_until(text, '\n')) break;
    }
    return damaged;
}

} // namespace leat::detail
