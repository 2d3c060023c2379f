// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cache/cache_view.hpp>

#include <leat/cache.hpp>
#include <leat/leat.hpp>

#include <catch.hpp>

#include <string>
#include <thread>

using namespace leat::literals;

namespace {

constexpr auto texts = leat::pipeline(
    "texts", leat::input<int>("n"),
    leat::node(
        "text", [](int n) { return std::string(static_cast<std::size_t>(n), 'x'); }, "n") |
        leat::cached | leat::version(1),
    leat::node(
        "size", [](std::string const& text) { return text.size(); }, "text") |
        leat::cached | leat::version(1));

} // namespace

TEST_CASE("a session tells what its cache holds") {
    auto app = leat::session<texts>(leat::cache(leat::memory_store{}));
    app.run("n"_n = 10);
    app.run("n"_n = 20);
    CHECK(app.cache().entries().size() == 4);
    auto const found = app.cache().find("text");
    REQUIRE(found.size() == 2);
    CHECK(found[0].made >= found[1].made);
    CHECK(found[0].pipeline == "texts");
    CHECK(found[0].inputs.size() == 1);
    CHECK(found[0].inputs[0].name == "n");
    CHECK(found[0].key == app.run<"text">("n"_n = 20).info().of("text").key);
}

TEST_CASE("verify tells what is damaged, and a run does not take it") {
    leat::memory_store store;
    auto app = leat::session<texts>(leat::cache(store));
    app.run("n"_n = 10);
    CHECK(app.cache().verify().empty());
    auto const entry = app.cache().find("text").at(0);
    std::string const name = leat::blob_name(entry.contents[0]);
    std::string bytes = *store.get(name);
    bytes[bytes.size() / 2] ^= 1;
    store.put(name, bytes);
    store.put(leat::entry_name(app.cache().find("size").at(0).key), "nonsense");
    auto const damage = app.cache().verify();
    REQUIRE(damage.size() == 2);
    CHECK(app.run<"text", "size">("n"_n = 10)["text"_n] == "xxxxxxxxxx");
    CHECK(app.cache().verify().empty()); // computed again, and stored
}

TEST_CASE("what is removed runs again") {
    auto app = leat::session<texts>(leat::cache(leat::memory_store{}));
    app.run("n"_n = 10);
    CHECK(app.cache().remove("text") == 1);
    CHECK(app.cache().remove("text") == 0);
    CHECK(app.run<"text">("n"_n = 10).info().of("text").status == leat::node_status::ran);
}

TEST_CASE("collect removes by size, the least recently used first, and what nothing has") {
    auto app = leat::session<texts>(leat::cache(leat::memory_store{}));
    for (int n : {100, 200, 300}) {
        app.run<"text">("n"_n = n);
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    auto const sizes = [&] {
        std::vector<std::uint64_t> all;
        for (auto const& entry : app.cache().entries()) all.push_back(entry.sizes[0]);
        return all;
    };
    auto const before = sizes();
    CHECK(app.cache().collect({}).entries == 0);
    auto const told = app.cache().collect({.max_bytes = before[0] + before[1], .dry_run = true});
    CHECK(sizes() == before);
    auto const gone = app.cache().collect({.max_bytes = before[0] + before[1]});
    CHECK(told.entries == gone.entries);
    CHECK(told.removed == gone.removed);
    CHECK(told.blobs == gone.blobs);
    CHECK(told.bytes == gone.bytes);
    CHECK(gone.entries == 1);
    CHECK(gone.blobs == 1);
    CHECK(gone.bytes == before[2]);
    CHECK(sizes() == std::vector{before[0], before[1]});
    CHECK(app.cache().collect({.older_than = std::chrono::nanoseconds(0)}).entries == 2);
    CHECK(app.cache().entries().empty());
    CHECK(app.run<"text">("n"_n = 300)["text"_n].size() == 300);
}

TEST_CASE("a value that two entries have stays while one of them does") {
    leat::memory_store store;
    auto app = leat::session<texts>(leat::cache(store));
    app.run<"text">("n"_n = 5);
    auto entry = app.cache().entries().at(0);
    auto const first = entry.key;
    entry.key = {1, 2};
    put_entry(store, entry);
    app.cache().remove(first);
    CHECK(app.cache().collect({}).blobs == 0);
    app.cache().remove(entry.key);
    CHECK(app.cache().collect({}).blobs == 1);
}
