// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/entry.hpp>

#include "store_laws.hpp"

#include <leat/cache/folder_store.hpp>
#include <leat/cache/memory_store.hpp>

#include <limits>

namespace {

leat::cache_entry some_entry() {
    leat::cache_entry entry;
    entry.key = {1, 2};
    entry.node = "train";
    entry.contents = {{3, 4}, {5, 6}};
    entry.versions = {{13, 14}, {15, 16}};
    entry.sizes = {7, std::numeric_limits<std::uint64_t>::max()};
    entry.types = {"std::vector<double, std::allocator<double> >", ""};
    entry.static_key = {8, 9};
    entry.code = {10, 11};
    entry.version = 12;
    entry.inputs = {{"days of\nthe \\ week", {13, 14}, "'a\nb'"}, {"", {15, 16}}};
    entry.made = std::chrono::system_clock::time_point(std::chrono::seconds(1795254912));
    entry.took = std::chrono::nanoseconds(1500);
    entry.pipeline = "forecast";
    entry.run = "r1";
    entry.told = "numbers loss\ncontext \nnext 0\n";
    return entry;
}

// The text with the right checksum for what comes before.
std::string checked(std::string text) {
    return text + "checksum " + leat::blob_digest(text).to_string() + "\n";
}

std::string lines_of(leat::cache_entry const& entry) {
    std::string const text = leat::write_entry(entry);
    return text.substr(0, text.find("checksum "));
}

} // namespace

TEST_CASE("the text of an entry") {
    CHECK(lines_of(some_entry()) ==
          "leat-entry 1\n"
          "key 00000000000000010000000000000002\n"
          "node train\n"
          "output 00000000000000030000000000000004 000000000000000d000000000000000e 7 "
          "std::vector<double, std::allocator<double> >\n"
          "output 00000000000000050000000000000006 000000000000000f0000000000000010 "
          "18446744073709551615 \n"
          "static-key 00000000000000080000000000000009\n"
          "code 000000000000000a000000000000000b\n"
          "version 12\n"
          "input 000000000000000d000000000000000e days of\\nthe \\\\ week\n"
          "shown 'a\\nb'\n"
          "input 000000000000000f0000000000000010 \n"
          "made 1795254912000000000\n"
          "took 1500\n"
          "pipeline forecast\n"
          "run r1\n"
          "told numbers loss\\ncontext \\nnext 0\\n\n");
    CHECK(leat::write_entry(some_entry()) == checked(lines_of(some_entry())));
}

TEST_CASE("an entry is read as it was written") {
    CHECK(leat::read_entry(leat::write_entry(some_entry())) == some_entry());
    CHECK(leat::read_entry(leat::write_entry({})) == leat::cache_entry{});

    leat::cache_entry odd = some_entry();
    for (int i = 0; i < 256; ++i) odd.node += static_cast<char>(i);
    odd.pipeline = "\n\n\\n\\\\\n checksum \n";
    odd.run = " ";
    odd.types[0] = "\nkey ";
    odd.inputs.assign(1000, {"input", {1, 1}, "7"});
    odd.made = std::chrono::system_clock::time_point(std::chrono::seconds(-5));
    odd.took = std::chrono::nanoseconds::min();
    CHECK((leat::read_entry(leat::write_entry(odd)) == odd));
}

TEST_CASE("an entry has one size and one type for each content") {
    leat::cache_entry entry = some_entry();
    entry.sizes.pop_back();
    CHECK(contains(error_of([&] { leat::write_entry(entry); }),
                   "node 'train' returned: there are 2 contents, 2 versions, 1 sizes and 2 types"));
    entry = some_entry();
    entry.types.emplace_back();
    CHECK(!error_of([&] { leat::write_entry(entry); }).empty());
}

TEST_CASE("fields of a newer leat are passed over, a newer format is nothing") {
    std::string const lines = lines_of(some_entry());
    CHECK(leat::read_entry(checked(lines + "colour blue\nhost\\ \n")) == some_entry());
    std::string newer = lines;
    newer.replace(newer.find("leat-entry 1"), 12, "leat-entry 2");
    CHECK(!leat::read_entry(checked(newer)));
}

TEST_CASE("an entry that was changed in any way is nothing") {
    std::string const text = leat::write_entry(some_entry());
    int wrong = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (unsigned change = 1; change < 256; ++change) {
            std::string flipped = text;
            flipped[i] = static_cast<char>(static_cast<unsigned char>(flipped[i]) ^ change);
            wrong += leat::read_entry(flipped).has_value();
        }
        wrong += leat::read_entry(text.substr(0, i)).has_value();
        wrong += leat::read_entry(text.substr(i + 1)).has_value();
        wrong += leat::read_entry(text.substr(0, i) + text[i] + text.substr(i)).has_value();
        wrong += leat::read_entry(text.substr(0, i) + "\n" + text.substr(i)).has_value();
    }
    CHECK(wrong == 0);
    CHECK(!leat::read_entry(text + text));
}

TEST_CASE("an entry with the right checksum and wrong lines is nothing") {
    std::string const lines = lines_of(some_entry());
    CHECK(leat::read_entry(checked(lines)));
    for (std::string const more :
         {"\n", "word\n", "no end", "key 00000000000000010000000000000002\n", "run r1\n",
          "output 0000000000000003000000000000000 7 int\n",
          "output 00000000000000030000000000000004 000000000000000d000000000000000e int\n",
          "output 00000000000000030000000000000004 000000000000000d000000000000000e 7x int\n",
          "output 00000000000000030000000000000004 000000000000000d000000000000000e -7 int\n",
          "output 00000000000000030000000000000004 000000000000000d000000000000000e "
          "99999999999999999999 int\n",
          "output 00000000000000030000000000000004 000000000000000d000000000000000e 7\n",
          "input 1 x\n", "input \n", "input 00000000000000030000000000000004 back\\slash\n",
          "input 00000000000000030000000000000004 end\\\n",
          "input 00000000000000030000000000000004 a\nshown 1\nshown 2\n"}) {
        INFO(more);
        CHECK(!leat::read_entry(checked(lines + more)));
    }
    // Each of these lines has to be there, and to be good.
    for (std::string const field :
         {"key", "node", "static-key", "code", "version", "made", "took", "pipeline", "run"}) {
        INFO(field);
        auto const at = lines.find("\n" + field + " ") + 1;
        auto const end = lines.find('\n', at) + 1;
        CHECK(!leat::read_entry(checked(lines.substr(0, at) + lines.substr(end))));
        CHECK(
            !leat::read_entry(checked(lines.substr(0, at) + field + " \\\n" + lines.substr(end))));
        CHECK(!leat::read_entry(checked(lines.substr(0, at) + field + "\n" + lines.substr(end))));
    }
}

TEST_CASE("entries in a store") {
    scratch dir;
    auto const check = [](auto store) {
        std::string why = "-";
        CHECK(!leat::get_entry(store, {1, 2}, &why));
        CHECK(why.empty()); // that there is none is nothing to warn of
        leat::put_entry(store, some_entry());
        CHECK(leat::get_entry(store, {1, 2}) == some_entry());
        leat::cache_entry later = some_entry();
        later.run = "r2";
        leat::put_entry(store, later);
        CHECK(leat::get_entry(store, {1, 2})->run == "r2");

        // Under the name of another key.
        store.put(leat::entry_name({7, 7}), leat::write_entry(later));
        CHECK(!leat::get_entry(store, {7, 7}, &why));
        CHECK(why == "'" + leat::entry_name({7, 7}) + "' holds the entry of another key");
        store.put(leat::entry_name({6, 6}), "");
        CHECK(!leat::get_entry(store, {6, 6}, &why));
        CHECK(why == "'" + leat::entry_name({6, 6}) + "' is damaged");

        later.key = {3, 4};
        leat::put_entry(store, later);
        leat::put_blob(store, "a blob");
        store.put("entries/short", "?");
        store.put("entries", "?");
        std::map<std::string, std::string> found, bad;
        leat::for_each_entry(
            store,
            [&](leat::cache_entry const& entry) { found[entry.key.to_string()] = entry.run; },
            [&](std::string_view name, std::string_view reason) {
                bad[std::string(name)] = reason;
                store.remove(name);
            });
        CHECK(found == std::map<std::string, std::string>{{leat::digest{1, 2}.to_string(), "r2"},
                                                          {leat::digest{3, 4}.to_string(), "r2"}});
        CHECK(bad.size() == 3);
        CHECK(bad["entries/short"] == "'entries/short' is no name of an entry");
        int count = 0;
        leat::for_each_entry(store, [&](leat::cache_entry const&) { ++count; });
        CHECK(count == 2);
    };
    check(leat::memory_store());
    check(leat::folder_store(dir / "cache", {.durable = false}));
}
