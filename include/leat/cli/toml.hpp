// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/typed_command.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Values from TOML: what of it can stand for values that are typed.

namespace leat::detail {

/// The words of each value, by its full name.
using file_values = std::map<std::string, std::vector<std::string>, std::less<>>;

/// Reads TOML into words. Strings of one line, numbers, truth values, dates, arrays of these,
/// tables and inline tables are read; strings of several lines, arrays of arrays or of tables are
/// refused. O(size).
class toml_reader {
public:
    toml_reader(std::string_view text, std::string const& file) : text_(text), file_(file) {
        if (text_.starts_with("\xef\xbb\xbf")) at_ = 3;
    }

    /// Throws: `usage_error`, with the line.
    file_values read() {
        std::string table;
        for (;;) {
            skip(true);
            if (at_ == text_.size()) return std::move(all_);
            if (take('[')) {
                if (take('[')) fail("a list of tables cannot be read");
                table = key() + ".";
                if (!take(']')) fail("a ']' is missing");
            } else {
                entry(table);
            }
            skip(false);
            if (at_ != text_.size() && !take('\n')) fail("something follows what should end there");
        }
    }

private:
    void entry(std::string const& table) {
        std::string const name = table + key();
        skip(false);
        if (!take('=')) fail("after '" + name + "' a '=' is missing");
        skip(false);
        if (take('{')) return inline_table(name + ".");
        std::vector<std::string> words;
        if (take('[')) {
            for (skip(true); !take(']'); skip(true)) {
                if (peek() == '[' || peek() == '{')
                    fail("'" + name + "' is a list of lists or tables; give plain values");
                words.push_back(word());
                skip(true);
                if (!take(',') && peek() != ']') fail("in the list a ',' or ']' is missing");
            }
        } else {
            words.push_back(word());
        }
        if (!all_.emplace(name, std::move(words)).second) fail("'" + name + "' is there twice");
    }

    void inline_table(std::string const& table) {
        for (skip(false); !take('}'); skip(false)) {
            entry(table);
            skip(false);
            if (!take(',') && peek() != '}') fail("in the table a ',' or '}' is missing");
        }
    }

    std::string key() {
        std::string name;
        do {
            skip(false);
            if (!name.empty()) name += '.';
            if (peek() == '"' || peek() == '\'') {
                name += string();
            } else {
                std::size_t const from = at_;
                while (is_bare(peek())) ++at_;
                if (at_ == from) fail("a name is missing");
                name += text_.substr(from, at_ - from);
            }
            skip(false);
        } while (take('.'));
        return name;
    }

    std::string word() {
        if (peek() == '"' || peek() == '\'') return string();
        std::string all;
        bool number = true;
        while (is_bare(peek()) || peek() == '.' || peek() == '+' || peek() == ':') {
            char const c = text_[at_++];
            number = number && c != ':';
            all += c;
        }
        if (all.empty()) fail("a value is missing");
        if (all == "true" || all == "false") return all;
        std::string_view digits = all;
        if (digits.size() > 1 && (digits[0] == '+' || digits[0] == '-')) digits.remove_prefix(1);
        bool const plain =
            (digits[0] >= '0' && digits[0] <= '9') || digits == "inf" || digits == "nan";
        if (!plain) fail("a text needs quotes: '" + all + "'");
        if (number) std::erase(all, '_');
        return all;
    }

    std::string string() {
        char const quote = text_[at_++];
        if (text_.substr(at_).starts_with(std::string(2, quote)))
            fail("a text of several lines cannot be read; write its ends of lines as \\n");
        std::string all;
        for (;;) {
            if (peek() == '\n' || at_ == text_.size()) fail("a text has no end");
            char const c = text_[at_++];
            if (c == quote) return all;
            if (c == '\\' && quote == '"')
                escape(all);
            else
                all += c;
        }
    }

    void escape(std::string& to) {
        char const c = peek();
        ++at_;
        switch (c) {
        case 'b':
            to += '\b';
            return;
        case 't':
            to += '\t';
            return;
        case 'n':
            to += '\n';
            return;
        case 'f':
            to += '\f';
            return;
        case 'r':
            to += '\r';
            return;
        case '"':
        case '\\':
            to += c;
            return;
        case 'u':
            return unicode(to, 4);
        case 'U':
            return unicode(to, 8);
        default:
            fail("a text has a '\\' that means nothing; write it as '\\\\'");
        }
    }

    void unicode(std::string& to, int digits) {
        std::uint32_t code = 0;
        for (; digits > 0; --digits, ++at_) {
            char const c = peek();
            std::size_t const digit =
                std::string_view("0123456789abcdef")
                    .find(c >= 'A' && c <= 'F' ? static_cast<char>(c - 'A' + 'a') : c);
            if (digit == std::string_view::npos) fail("after '\\u' come four digits, from 0 to f");
            code = code << 4 | static_cast<std::uint32_t>(digit);
        }
        if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
            fail("there is no such character");
        auto const add = [&](std::uint32_t byte) { to += static_cast<char>(byte); };
        auto const rest = [&](int shift) { add(0x80 | (code >> shift & 0x3F)); };
        if (code < 0x80) return add(code);
        if (code < 0x800) return add(0xC0 | code >> 6), rest(0);
        if (code < 0x10000) return add(0xE0 | code >> 12), rest(6), rest(0);
        add(0xF0 | code >> 18), rest(12), rest(6), rest(0);
    }

    static bool is_bare(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    }

    /// What stands for nothing: blanks, comments and, where `lines`, ends of lines.
    void skip(bool lines) {
        for (; at_ < text_.size(); ++at_) {
            if (peek() == '#')
                while (at_ + 1 < text_.size() && text_[at_ + 1] != '\n') ++at_;
            else if (peek() == '\n' ? !lines : peek() != ' ' && peek() != '\t' && peek() != '\r')
                return;
        }
    }
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(char c) {
        if (at_ == text_.size() || text_[at_] != c) return false;
        ++at_;
        return true;
    }

    [[noreturn]] void fail(std::string const& what) const {
        std::size_t line = 1;
        for (char c : text_.substr(0, at_)) line += c == '\n' ? 1 : 0;
        throw usage_error("'" + file_ + "', line " + std::to_string(line) + ": " + what);
    }

    std::string_view text_;
    std::string const& file_;
    std::size_t at_ = 0;
    file_values all_{};
};

} // namespace leat::detail
