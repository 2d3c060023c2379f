// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/view/type_text.hpp>

#include <array>
#include <utility>

namespace leat::detail {

LEAT_DECL void print_type(std::string& out, std::string_view spelling) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 14> plain{{
        {"std::__cxx11::basic_string<char>", "std::string"},
        {"std::basic_string<char>", "std::string"},
        {"std::basic_string_view<char>", "std::string_view"},
        {"std::__cxx11::", "std::"},
        {"std::__1::", "std::"},
        {"{anonymous}::", ""},
        {"(anonymous namespace)::", ""},
        {" >", ">"}, // as GCC spells what follows
        {"long long unsigned int", "unsigned long long"},
        {"long unsigned int", "unsigned long"},
        {"short unsigned int", "unsigned short"},
        {"long long int", "long long"},
        {"long int", "long"},
        {"short int", "short"},
    }};
    constexpr std::string_view lambda = "(lambda at ";
    while (!spelling.empty()) {
        bool replaced = false;
        for (auto const& [from, to] : plain)
            if (!replaced && spelling.substr(0, from.size()) == from) {
                out += to;
                spelling.remove_prefix(from.size());
                replaced = true;
            }
        if (replaced) continue;
        if (spelling.substr(0, lambda.size()) == lambda && spelling.find(')') != spelling.npos) {
            out += "<lambda>";
            spelling.remove_prefix(spelling.find(')') + 1);
            continue;
        }
        out += spelling.front();
        spelling.remove_prefix(1);
    }
}

} // namespace leat::detail
