// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
//
// Anything may be in a store: reading it gives what was put, or nothing. Built with
// `clang++ -fsanitize=fuzzer,address,undefined`; begin with the files of corpus/.
#include <leat/cache/entry.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace {

// Says the same under each name.
struct same_store {
    std::string_view bytes;
    std::optional<std::string> get(std::string_view) const { return std::string(bytes); }
    void put(std::string_view, std::string_view) {}
    bool remove(std::string_view) { return true; }
    template <class Visit>
    void for_each(Visit visit) const {
        visit(std::string_view(bytes), std::uint64_t{bytes.size()}); // a name of any kind
        visit(std::string_view("entries/00000000000000000000000000000001"), std::uint64_t{1});
    }
    std::string describe() const { return "the same"; }
};

void require(bool holds) {
    if (!holds) std::abort();
}

void check_entry(std::string_view text) {
    if (auto const entry = leat::read_entry(text)) {
        require(entry->contents.size() == entry->sizes.size());
        require(entry->contents.size() == entry->types.size());
        require(leat::read_entry(leat::write_entry(*entry)) == entry);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    check_entry(bytes);
    // With the right checksum, so that the lines are read, and the right heading.
    std::string sealed(bytes);
    sealed += "checksum " + leat::blob_digest(bytes).to_string() + "\n";
    check_entry(sealed);
    std::string headed = "leat-entry 1\n" + std::string(bytes);
    headed += "checksum " + leat::blob_digest(headed).to_string() + "\n";
    check_entry(headed);

    same_store store{bytes};
    leat::digest const content = leat::blob_digest(bytes);
    require(leat::get_blob(store, content, size) == bytes);
    require(!leat::get_blob(store, content, size + 1));
    std::string why;
    require(!leat::get_blob(store, {content.high, content.low ^ 1}, size, &why) && !why.empty());
    leat::for_each_entry(store, [](leat::cache_entry const&) {});
    store.bytes = sealed;
    leat::for_each_entry(store, [](leat::cache_entry const&) {});
    return 0;
}
