// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "objects.hpp"

#include <fstream>
#include <iterator>
#include <utility>

namespace code_digest {

namespace {

/// Reads the name of a class, function or variable from a mangled name, up to its end or to its
/// arguments as a template. Whether it is in namespace leat, and no template.
bool is_plain_in_leat(std::string_view name) {
    while (!name.empty() &&
           (name[0] == 'r' || name[0] == 'V' || name[0] == 'K' || name[0] == 'R' || name[0] == 'O'))
        name.remove_prefix(1);
    if (!name.starts_with("4leat")) return false;
    while (!name.empty()) {
        if (name[0] == 'E') return true;
        if (name[0] >= '0' && name[0] <= '9') {
            std::size_t length = 0;
            while (!name.empty() && name[0] >= '0' && name[0] <= '9') {
                length = length * 10 + static_cast<std::size_t>(name[0] - '0');
                name.remove_prefix(1);
                if (length > name.size()) return false;
            }
            name.remove_prefix(length);
        } else if (name.size() > 2 && (name[0] == 'C' || name[0] == 'D') && name[1] >= '0' &&
                   name[1] <= '9') {
            name.remove_prefix(2);
        } else if (name.size() > 2 && name[0] >= 'a' && name[0] <= 'z' && name[1] >= 'a' &&
                   name[1] <= 'z' && name.substr(0, 2) != "cv") {
            name.remove_prefix(2); // an operator
        } else {
            return false;
        }
    }
    return false;
}

std::string_view without_kind(std::string_view mangled) {
    for (std::string_view const kind :
         {"_ZTVN", "_ZTSN", "_ZTIN", "_ZGVN", "_ZGVZN", "_ZZN", "_ZN"})
        if (mangled.starts_with(kind)) return mangled.substr(kind.size());
    return {};
}

} // namespace

bool is_only_leat(std::string_view mangled) {
    // A function template that is inside of a plain class has 'I' behind its name, too.
    return is_plain_in_leat(without_kind(mangled)) && mangled.find("code_slot") == mangled.npos;
}

bool is_called_by_leat(std::string_view mangled) {
    return without_kind(mangled).starts_with("4leat") ||
           without_kind(mangled).starts_with("K4leat") ||
           mangled.find("4leat6detail") != mangled.npos;
}

std::vector<std::string> read_list(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    if (!in)
        throw unreadable("the linker has not written '" + path +
                         "', the list of the files that it reads");
    std::string const text{std::istreambuf_iterator<char>(in), {}};
    std::size_t at = text.find(": ");
    if (at == text.npos) at = text.find(":\n");
    if (at == text.npos) throw unreadable("'" + path + "' is not a list of files of a linker");
    std::vector<std::string> names;
    std::string name;
    for (++at; at <= text.size(); ++at) {
        char const c = at < text.size() ? text[at] : '\n';
        bool const escaped = c == '\\' && at + 1 < text.size();
        if (escaped && (text[at + 1] == '\n' || text[at + 1] == '\r')) {
            ++at;
        } else if (escaped && (text[at + 1] == ' ' || text[at + 1] == '#')) {
            name += text[++at];
            continue;
        } else if (c == '$' && at + 1 < text.size() && text[at + 1] == '$') {
            name += text[++at];
            continue;
        } else if (c != ' ' && c != '\n' && c != '\r') {
            name += c;
            continue;
        }
        if (!name.empty()) names.push_back(std::exchange(name, {}));
        if (c == '\n' && !escaped) break; // what follows are rules without files, for each of them
    }
    return names;
}

} // namespace code_digest
