// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cli/name_list.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace leat::detail {

/// Parts a word into names. A place in it is an index of its characters.
class name_parser {
public:
    name_parser(std::string_view word, std::span<std::string_view const> known)
        : word_(word), known_(known), fits_(word.size() + 1) {
        fits_[word.size()] = true;
        for (std::size_t at = word.size(); at-- > 0;)
            for (std::size_t const begin : {at, after_blanks(at)})
                for (std::string_view const name : known_)
                    if (is_at(begin, name) && fits_[after(begin + name.size())]) fits_[at] = true;
    }

    std::vector<std::string> names() const {
        std::vector<std::string> all;
        for (std::size_t at = 0; at < word_.size();) {
            std::size_t begin = at, end = best_end(begin);
            if (end == begin) {
                begin = after_blanks(at);
                end = best_end(begin);
            }
            if (end == begin) end = std::min(word_.find(',', begin), word_.size());
            if (end > begin) all.emplace_back(word_.substr(begin, end - begin));
            at = after(end);
        }
        return all;
    }

private:
    bool is_at(std::size_t at, std::string_view name) const {
        std::size_t const end = at + name.size();
        return !name.empty() && word_.substr(at).starts_with(name) &&
               (end == word_.size() || word_[end] == ',');
    }
    std::size_t after_blanks(std::size_t at) const {
        return std::min(word_.find_first_not_of(' ', at), word_.size());
    }
    std::size_t after(std::size_t end) const { return std::min(end + 1, word_.size()); }

    /// Where the name ends that begins there; `at` if no known one does.
    std::size_t best_end(std::size_t at) const {
        std::size_t best = at;
        bool fits = false;
        for (std::string_view const name : known_) {
            if (!is_at(at, name)) continue;
            std::size_t const end = at + name.size();
            bool const here = fits_[after(end)];
            if (here < fits || (here == fits && end < best)) continue;
            best = end;
            fits = here;
        }
        return best;
    }

    std::string_view word_;
    std::span<std::string_view const> known_;
    std::vector<bool> fits_; ///< whether all from a place on are known names
};

LEAT_DECL std::vector<std::string> names_in(std::string_view word,
                                            std::span<std::string_view const> known) {
    return name_parser(word, known).names();
}

LEAT_DECL std::vector<std::string> names_in(std::span<std::string const> words,
                                            std::span<std::string_view const> known) {
    std::vector<std::string> all;
    for (std::string const& word : words)
        for (std::string& name : names_in(word, known)) all.push_back(std::move(name));
    return all;
}

} // namespace leat::detail
