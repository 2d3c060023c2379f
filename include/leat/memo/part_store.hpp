// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#pragma once

#include <leat/cache/element_pack.hpp>
#include <leat/memo/caching_memo.hpp>
#include <leat/support/config.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leat::detail {

/// Where what is known of the parts of a node (the elements of a map, the state of an iterate) is
/// kept: in the store of the cache, one entry that has what the last runs made of it; and by the
/// record, one value of the run.
class part_store {
    struct part {
        digest content;
        std::uint64_t bytes;
        std::string type;
    };
    using parts = std::vector<part>; ///< of one run: keys and values, or a pack of both

public:
    LEAT_DECL part_store(caching_memo& memo, run_state& run, std::size_t item);

    /// Whether the node has a key in this run; then it is known under which key its parts are.
    LEAT_DECL bool has_key();
    digest const& key() const noexcept { return key_; }

    /// Calls `take(bytes, load)` with what each run before has kept, the last one first, as long as
    /// it returns true: the bytes begin with keys, and `load(rest)` gives the values, where `rest`
    /// is what follows these.
    template <class Visit>
    void visit(Visit const& take) {
        inside_gate const inside(run_.log.gate);
        if (in_cache_ && !memo_.is_refreshed(run_, item_)) {
            read_entry();
            for (parts const& one : runs_) {
                auto const bytes = share(one[0]);
                if (!bytes) continue;
                auto const load = [&](std::string_view rest) {
                    return one.size() == 1 ? std::make_shared<std::string const>(rest)
                                           : share_or_throw(one[1]);
                };
                if (!take(std::string_view(*bytes), load)) return;
            }
        }
        if (auto const bytes = find_in_record())
            take(std::string_view(*bytes),
                 [](std::string_view rest) { return std::make_shared<std::string const>(rest); });
    }

    /// Keeps the parts that are done so far, in place of what it kept of this run before; nothing
    /// when a file that counts in their key has changed.
    LEAT_DECL void save(std::string const& pack);
    /// What the node returned is kept as a whole: the keys of its parts go with it.
    LEAT_DECL void finish(std::string const& keys);
    /// Drops what it has of the parts of a node that has not ended well.
    LEAT_DECL void reject();

    std::string_view node() const noexcept { return name_; }
    run_state& run() const noexcept { return run_; }

private:
    static constexpr std::size_t remembered = 4; ///< runs

    LEAT_DECL std::shared_ptr<std::string const> find_in_record() const;
    LEAT_DECL void note(std::string const& pack);
    std::shared_ptr<std::string const> share(part const& from) const {
        return memo_.store()->share_blob(from.content, from.bytes, nullptr);
    }
    LEAT_DECL std::shared_ptr<std::string const> share_or_throw(part const& from) const;
    LEAT_DECL void read_entry();
    LEAT_DECL void write_entry(parts const& own, bool ended);
    LEAT_DECL void remove_dropped();
    LEAT_DECL bool is_each(std::string_view name) const;

    caching_memo& memo_;
    run_state& run_;
    std::size_t item_;
    std::string name_;
    std::string parts_name_; ///< under which they are kept
    bool in_cache_;          ///< the cache has them
    bool in_record_;         ///< the record has them, and need not where the cache does
    digest key_{};
    std::vector<seen_files> files_{}; ///< that count in the key
    bool uses_record_ = false;
    std::vector<parts> runs_{};
    std::vector<digest> dropped_{}; ///< blobs that the entry has no more
    digest saved_{};                ///< the blob that has what is done of this run
    digest noted_{};                ///< the same in the record
};

} // namespace leat::detail

#ifndef LEAT_SEPARATE_COMPILATION
#include <leat/memo/impl/part_store.ipp>
#endif
