// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include "hash.hpp"
#include "objects.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

// Which code and data of a program a function can reach, and a digest of all of it.

namespace code_digest {

/// A piece of a program that counts as a whole: a section of an object, or one entry of a section
/// whose equal entries the linker joins.
struct unit {
    std::uint32_t object;
    std::uint32_t section;
    std::uint64_t begin;
    std::uint64_t size;
    bool operator==(unit const&) const = default;
};

/// A place in an object.
struct place {
    std::uint32_t object;
    std::uint32_t section;
    std::uint64_t offset;
};

/// What a function reaches.
struct reach {
    digest_bytes digest{};
    std::vector<std::pair<unit, digest_bytes>> units{}; ///< each with its own digest
    bool any = false; ///< it calls what was made elsewhere, so whatever can be called so counts
};

class program {
public:
    explicit program(inputs const& all);

    /// Where a name is defined: nowhere, in one place, or in several of which the linker took one.
    std::vector<place> find(std::string_view name) const;
    /// Of each slot, by its name, the functions whose digest it wants.
    std::map<std::string, std::vector<place>> slots() const;
    /// The digest of all that is reached from some functions.
    reach from(std::vector<place> const& anchors) const;
    /// How a unit is told to people.
    std::string name_of(unit const& one) const;

private:
    friend class walker;
    struct definition {
        place at;
        bool grouped, weak, in_archive;
    };
    std::vector<place> targets(std::uint32_t object, symbol const& s) const;
    void note_references();

    inputs const& all_;
    std::unordered_map<std::string_view, std::vector<definition>> names_;
    std::vector<place> taken_; ///< functions whose address somebody takes
    /// Of data that is written, by object and section: the sections that refer to it.
    std::unordered_map<std::uint64_t, std::vector<place>> referrers_;
    std::vector<digest_bytes> libraries_;
};

} // namespace code_digest
