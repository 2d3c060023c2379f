// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <charconv>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <system_error>

/// What the examples share: a reader of simple CSV (no quotes) over one buffer.
namespace csv {

/// The whole file. Throws a sentence that names it.
inline std::string read_file(std::filesystem::path const& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    if (!in || !(text << in.rdbuf()))
        throw std::runtime_error("cannot read '" + path.string() +
                                 "': give the path of a CSV file");
    return std::move(text).str();
}

/// Walks a text line by line and each line field by field; its errors name file and line.
class reader {
public:
    reader(std::string name, std::string_view text, std::string_view header)
        : name_(std::move(name)), rest_(text) {
        if (!next_line() || line_ != header)
            fail("the first line must be '" + std::string(header) + "'");
    }

    bool next_line() {
        if (rest_.empty()) return false;
        std::size_t const end = rest_.find('\n');
        line_ = rest_.substr(0, end);
        rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + 1);
        if (!line_.empty() && line_.back() == '\r') line_.remove_suffix(1);
        ++number_;
        return true;
    }

    std::string_view text_field() {
        if (line_.data() == nullptr) fail("a field is missing");
        std::size_t const end = line_.find(',');
        std::string_view const field = line_.substr(0, end);
        line_ = end == line_.npos ? std::string_view{} : line_.substr(end + 1);
        return field;
    }

    double number_field() {
        std::string_view const field = text_field();
        double value = 0;
        auto const [end, error] = std::from_chars(field.data(), field.data() + field.size(), value);
        if (error != std::errc{} || end != field.data() + field.size())
            fail("'" + std::string(field) + "' is not a number");
        return value;
    }

    [[noreturn]] void fail(std::string const& what) const {
        throw std::runtime_error(name_ + ", line " + std::to_string(number_) + ": " + what);
    }

private:
    std::string name_;
    std::string_view rest_;
    std::string_view line_;
    std::size_t number_ = 0;
};

} // namespace csv
