// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include "walk.hpp"

#include "linked.hpp"
#include "references.hpp"

#include <cxxabi.h>
#include <elf.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace code_digest {

namespace {

std::uint64_t key_of(std::uint32_t object, std::uint32_t section) {
    return std::uint64_t{object} << 32 | section;
}

} // namespace

program::program(inputs const& all) : all_(all) {
    for (std::uint32_t o = 0; o < all.objects.size(); ++o) {
        object const& one = all.objects[o];
        for (symbol const& s : one.symbols)
            if (!s.local && s.section != 0)
                names_[s.name].push_back({{o, s.section, s.value},
                                          one.sections[s.section].in_group,
                                          s.weak,
                                          one.in_archive});
    }
    for (library const& one : all.libraries) libraries_.push_back(digest_of_file(one.path, {}));
    note_references();
}

/// Of several definitions the linker takes the first of those that are alike, and no weak one where
/// another is. Where archives are in play that is not so plain, and all count.
std::vector<place> program::find(std::string_view name) const {
    auto const found = names_.find(name);
    if (found == names_.end()) return {};
    std::vector<definition> const& all = found->second;
    bool const alike = std::ranges::all_of(all, [](auto const& d) { return d.grouped; }) ||
                       std::ranges::none_of(all, [](auto const& d) { return d.grouped || d.weak; });
    if (alike)
        for (definition const& d : all)
            if (!d.in_archive) return {d.at};
    std::vector<place> every;
    for (definition const& d : all) every.push_back(d.at);
    return every;
}

std::vector<place> program::targets(std::uint32_t object, symbol const& s) const {
    if (s.local) {
        if (s.section == 0) return {};
        return {{object, s.section, s.value}};
    }
    return find(s.name);
}

void program::note_references() {
    for (std::uint32_t o = 0; o < all_.objects.size(); ++o) {
        object const& one = all_.objects[o];
        for (std::uint32_t i = 1; i < one.sections.size(); ++i) {
            section const& s = one.sections[i];
            if (!s.loaded || s.name == ".eh_frame" || s.name.starts_with(".gcc_except_table") ||
                s.name.starts_with(".init_array") || s.name.starts_with(".ctors") ||
                s.name.starts_with(".fini_array") || s.symbol.find("code_slotI") != s.symbol.npos)
                continue;
            for (relocation const& r : s.relocations) {
                for (place const& to : targets(o, one.symbols[r.symbol])) {
                    section const& other = all_.objects[to.object].sections[to.section];
                    if (other.writable && !s.only_leat) {
                        auto& list = referrers_[key_of(to.object, to.section)];
                        if (list.empty() || list.back().object != o || list.back().section != i)
                            list.push_back({o, i, 0});
                    }
                    bool const taken = other.code && !is_branch(s, r) &&
                                       !is_of_switch(one, s, r, to.offset, other) &&
                                       !(to.object == o && to.section == i) &&
                                       !starts_programs(one.path) &&
                                       !is_called_by_leat(other.symbol);
                    if (taken) taken_.push_back(to);
                }
            }
        }
    }
    // Each once, in the order in which they are linked.
    auto const less = [](place const& a, place const& b) {
        return key_of(a.object, a.section) < key_of(b.object, b.section);
    };
    std::ranges::stable_sort(taken_, less);
    auto const same = [](place const& a, place const& b) {
        return a.object == b.object && a.section == b.section;
    };
    taken_.erase(std::unique(taken_.begin(), taken_.end(), same), taken_.end());
}

std::map<std::string, std::vector<place>> program::slots() const {
    std::map<std::string, std::vector<place>> found;
    for (std::uint32_t o = 0; o < all_.objects.size(); ++o) {
        object const& one = all_.objects[o];
        for (symbol const& s : one.symbols) {
            if (s.section == 0 || !is_slot(s.name)) continue;
            auto& anchors = found[std::string(s.name)];
            for (relocation const& r : one.sections[s.section].relocations)
                if (r.offset == s.value && r.type == R_X86_64_64)
                    for (place const& to : targets(o, one.symbols[r.symbol])) {
                        place at = to;
                        if (one.symbols[r.symbol].of_section)
                            at.offset += static_cast<std::uint64_t>(r.addend);
                        anchors.push_back(at);
                    }
        }
    }
    return found;
}

namespace {
struct unit_hash {
    std::size_t operator()(unit const& u) const {
        return std::hash<std::uint64_t>()(key_of(u.object, u.section) * 0x9e3779b97f4a7c15u ^
                                          u.begin * 31 ^ u.size);
    }
};
} // namespace

/// Goes from unit to unit, in the order in which they are found.
class walker {
public:
    explicit walker(program const& p) : p_(p) {}

    reach run(std::vector<place> const& anchors) {
        for (place const& at : anchors) {
            whole_.number(take(whole_unit(at))).number(at.offset);
        }
        finish();
        if (out_.any) {
            whole_.text("whatever can be called");
            for (place const& at : p_.taken_) whole_.number(take(whole_unit(at)));
            finish();
        }
        if (out_.any || outside_)
            for (digest_bytes const& one : p_.libraries_) whole_.add(one);
        out_.digest = whole_.finish();
        return std::move(out_);
    }

private:
    section const& section_of(unit const& u) const {
        return p_.all_.objects[u.object].sections[u.section];
    }
    unit whole_unit(place const& at) const {
        return {at.object, at.section, 0, p_.all_.objects[at.object].sections[at.section].size};
    }
    std::uint64_t take(unit const& u) {
        auto const [at, is_new] = numbers_.try_emplace(u, order_.size());
        if (is_new) order_.push_back(u);
        return at->second;
    }

    void finish() {
        for (; next_ < order_.size(); ++next_) {
            unit const one = order_[next_];
            hash own;
            feed(own, one);
            out_.units.emplace_back(one, own.finish());
            whole_.add(own.finish());
        }
    }

    /// Feeds a unit: its bytes without the fields that the linker fills, then what these refer to.
    void feed(hash& to, unit const& u) {
        section const& s = section_of(u);
        to.number(s.code).number(s.writable).number(u.size);
        if (s.only_leat) { // which tells of itself by the number of its keys
            to.text(s.symbol);
            return;
        }
        if (starts_programs(p_.all_.objects[u.object].path)) return;
        if (s.bytes.empty()) {
            to.text("zeros");
        } else {
            std::uint64_t at = u.begin;
            std::uint64_t const end = u.begin + u.size;
            for (relocation const& r : s.relocations) {
                if (r.offset < at || r.offset >= end) continue;
                to.bytes(s.bytes.substr(at, r.offset - at));
                std::uint64_t const width =
                    std::min<std::uint64_t>(field_size(r.type), end - r.offset);
                to.zeros(width);
                at = r.offset + width;
            }
            to.bytes(s.bytes.substr(at, end - at));
        }
        for (relocation const& r : s.relocations)
            if (r.offset >= u.begin && r.offset < u.begin + u.size) feed_target(to, u, r);
        for (std::uint32_t other : s.handlers)
            to.text("on exceptions").number(take(whole_unit({u.object, other, 0})));
        if (s.code && calls_unknown(p_.all_, u.object, s)) out_.any = true;
        if (s.writable) {
            auto const found = p_.referrers_.find(key_of(u.object, u.section));
            if (found != p_.referrers_.end())
                for (place const& from : found->second)
                    to.text("written by").number(take(whole_unit(from)));
        }
    }

    void feed_target(hash& to, unit const& u, relocation const& r) {
        object const& from = p_.all_.objects[u.object];
        symbol const& s = from.symbols[r.symbol];
        to.number(r.offset - u.begin).number(r.type);
        std::vector<place> const found = p_.targets(u.object, s);
        if (found.empty()) {
            to.text("outside").text(s.name).number(static_cast<std::uint64_t>(r.addend));
            if (s.absolute) to.number(s.value);
            for (library const& one : p_.all_.libraries) outside_ |= one.names.contains(s.name);
            // What a compiler calls in place of calling through a register.
            if (s.name.starts_with("__x86_indirect_thunk") ||
                s.name.starts_with("__llvm_retpoline"))
                out_.any = true;
            return;
        }
        to.number(found.size());
        for (place const& at : found) feed_place(to, at, s, r);
    }

    void feed_place(hash& to, place const& at, symbol const& s, relocation const& r) {
        section const& of = p_.all_.objects[at.object].sections[at.section];
        if (of.merged && of.loaded && !of.bytes.empty() && of.relocations.empty()) {
            // One string or constant. Where an instruction refers to the section, what it means is
            // known up to a few bytes only, so that the whole section counts.
            bool const exact = !s.of_section || !is_relative(r.type);
            std::uint64_t const begin =
                at.offset + (s.of_section ? static_cast<std::uint64_t>(r.addend) : 0);
            std::int64_t const beyond = s.of_section ? 0 : r.addend;
            if (exact && begin < of.size) {
                if (of.strings && of.entry_size == 1) {
                    std::size_t const end = of.bytes.find('\0', begin);
                    std::uint64_t const size = (end == of.bytes.npos ? of.size : end + 1) - begin;
                    if (beyond >= -8 && beyond <= static_cast<std::int64_t>(size)) {
                        to.number(take({at.object, at.section, begin, size}))
                            .number(static_cast<std::uint64_t>(beyond));
                        return;
                    }
                } else if (std::int64_t const skew = is_relative(r.type) ? 4 : 0;
                           !of.strings && of.entry_size > 0 && begin % of.entry_size == 0 &&
                           beyond >= -2 * skew &&
                           beyond < static_cast<std::int64_t>(of.entry_size) - skew &&
                           of.size - begin >= of.entry_size) {
                    to.number(take({at.object, at.section, begin, of.entry_size}))
                        .number(static_cast<std::uint64_t>(beyond));
                    return;
                }
            }
        }
        to.number(take(whole_unit(at)))
            .number(at.offset)
            .number(static_cast<std::uint64_t>(r.addend));
    }

    program const& p_;
    hash whole_;
    reach out_{};
    std::vector<unit> order_;
    std::unordered_map<unit, std::uint64_t, unit_hash> numbers_;
    std::size_t next_ = 0;
    bool outside_ = false; ///< it refers to a shared library that is not one of the system
};

reach program::from(std::vector<place> const& anchors) const { return walker(*this).run(anchors); }

std::string program::name_of(unit const& one) const {
    section const& s = all_.objects[one.object].sections[one.section];
    if (s.symbol.empty()) return std::string(s.name);
    int failed = 0;
    char* const plain =
        abi::__cxa_demangle(std::string(s.symbol).c_str(), nullptr, nullptr, &failed);
    std::string const text = failed == 0 && plain ? plain : std::string(s.symbol);
    std::free(plain);
    return text;
}

} // namespace code_digest
