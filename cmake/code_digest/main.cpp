// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
//
//   leat_code_digest LINKED LIST            fills the slots of a program or a shared library
//   leat_code_digest -a NAME... LIST        prints the digests of functions, by their mangled names
//   leat_code_digest -u LIST                prints of each slot what its function reaches
//
// LIST: the files that the linker has read, as its option --dependency-file writes them. What is
// digested, and why it is these files and not the linked one: docs/code-keys.md.
#include "linked.hpp"
#include "walk.hpp"

#include <cstdio>
#include <exception>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace code_digest;

std::string hex(digest_bytes const& digest) {
    std::string text;
    for (unsigned char byte : digest) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

inputs read_all(std::string const& list) {
    inputs all;
    std::set<std::string> seen;
    for (std::string const& path : read_list(list)) {
        if (!seen.insert(path).second) continue;
        try {
            read_input(all, path);
        } catch (unreadable const& e) {
            // Such as what the linker itself has made and removed, of code that it compiled.
            if (!all.whole) all.why = e.what();
            all.whole = true;
        }
    }
    return all;
}

int print(std::vector<std::string> const& names, std::string const& list) {
    inputs const all = read_all(list);
    if (all.whole) throw unreadable(all.why);
    program const p(all);
    for (std::string const& name : names) {
        std::vector<place> const at = p.find(name);
        if (at.empty()) throw unreadable("no file of '" + list + "' defines '" + name + "'");
        reach const found = p.from(at);
        std::printf("%s %s%s\n", hex(found.digest).c_str(), name.c_str(), found.any ? " any" : "");
    }
    return 0;
}

/// "any": whatever can be called through a pointer counts.
int tell(std::string const& list) {
    inputs const all = read_all(list);
    if (all.whole) throw unreadable(all.why);
    program const p(all);
    for (auto const& [name, anchors] : p.slots()) {
        reach const found = p.from(anchors);
        std::printf("%s %s%s\n", hex(found.digest).c_str(), name.c_str(), found.any ? " any" : "");
        for (auto const& [one, own] : found.units)
            std::printf("  %s %s\n", hex(own).c_str(), p.name_of(one).c_str());
    }
    return 0;
}

std::map<std::string, digest_bytes> digests_of(std::string const& linked, std::string const& list,
                                               std::vector<linked_slot> const& slots) {
    inputs const all = read_all(list);
    std::map<std::string, digest_bytes> digests;
    if (!all.whole) {
        program const p(all);
        for (auto const& [name, anchors] : p.slots())
            if (!anchors.empty()) digests[name] = p.from(anchors).digest;
        for (linked_slot const& one : slots)
            if (!digests.contains(one.name))
                throw unreadable("no file of '" + list + "' has the slot '" + one.name + "' of '" +
                                 linked + "'; link it again");
        return digests;
    }
    std::fprintf(stderr,
                 "leat_code_version: all nodes of '%s' run again when any of its code changes, "
                 "as %s\n",
                 linked.c_str(), all.why.c_str());
    hash whole;
    whole.add(digest_of_file(linked, slots));
    for (library const& one : all.libraries) whole.add(digest_of_file(one.path, {}));
    for (linked_slot const& one : slots) digests[one.name] = whole.finish();
    return digests;
}

int fill(std::string const& linked, std::string const& list) {
    std::vector<linked_slot> const slots = find_slots(linked);
    if (slots.empty()) return 0;
    auto const digests = digests_of(linked, list, slots);
    for (linked_slot const& one : slots) write_slot(linked, one, digests.at(one.name));
    return 0;
}

} // namespace

int main(int count, char** given) try {
    std::vector<std::string> const args(given + 1, given + count);
    if (args.size() >= 3 && args[0] == "-a")
        return print({args.begin() + 1, args.end() - 1}, args.back());
    if (args.size() == 2 && args[0] == "-u") return tell(args[1]);
    if (args.size() == 2) return fill(args[0], args[1]);
    std::fputs("usage: leat_code_digest LINKED LIST\n       leat_code_digest -a NAME... LIST\n"
               "       leat_code_digest -u LIST\n",
               stderr);
    return 2;
} catch (std::exception const& e) {
    std::fprintf(stderr, "leat_code_version: %s\n", e.what());
    return 1;
}
