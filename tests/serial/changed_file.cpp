// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/serial/changed_file.hpp>

#include <leat/serial/file_digest.hpp>
#include <leat/serial/fingerprint.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <map>
#include <string>
#include <vector>

namespace fs = std::filesystem;
using leat::detail::file_digests;
using leat::detail::file_notes;
using leat::detail::has_changed;
using leat::detail::seen_file;

namespace {

std::int64_t much_later() noexcept { return leat::detail::system_now() + 10'000'000'000; }

std::vector<seen_file> seen_in(auto const& value) {
    std::vector<seen_file> found;
    file_notes const notes(found);
    leat::fingerprint(value);
    return found;
}

} // namespace

TEST_CASE("files that count in a fingerprint are noted, wherever they are in a value") {
    scratch dir;
    put_content(dir / "a", "one");
    put_content(dir / "b", "two");
    std::map<int, std::vector<leat::file>> const value{{1, {dir / "a"}},
                                                       {2, {dir / "b", dir / "a"}}};
    auto const found = seen_in(value);
    REQUIRE(found.size() == 3);
    CHECK(found[1].path == dir / "b");
    CHECK(found[1].content == leat::file_digest(dir / "b"));
    CHECK(seen_in(fs::path(dir / "a")).empty()); // counts by its name
    CHECK(seen_in(1).empty());
}

TEST_CASE("notes in notes are those of the inner one; without any nothing is noted") {
    scratch dir;
    put_content(dir / "a", "one");
    std::vector<seen_file> outer;
    {
        file_notes const notes(outer);
        CHECK(seen_in(leat::file(dir / "a")).size() == 1);
        CHECK(outer.empty());
        leat::file_digest(dir / "a");
    }
    CHECK(outer.size() == 1);
    leat::file_digest(dir / "a");
    CHECK(outer.size() == 1);
}

TEST_CASE("a file has changed when anything of it is another one, or it is gone") {
    scratch dir;
    put_content(dir / "a", "one");
    seen_file const seen = seen_in(leat::file(dir / "a")).at(0);
    CHECK_FALSE(has_changed(seen));
    SECTION("other bytes of the same length, at once") { put_content(dir / "a", "two"); }
    SECTION("another length") { put_content(dir / "a", "three"); }
    SECTION("gone") { fs::remove(dir / "a"); }
    SECTION("another file in its place") {
        put_content(dir / "b", "one");
        fs::rename(dir / "b", dir / "a");
    }
    CHECK(has_changed(seen));
}

TEST_CASE("a file whose times were old when it was seen is not read again") {
    scratch dir;
    put_content(dir / "a", "one");
    file_digests known(much_later);
    seen_file seen = known.see(dir / "a");
    CHECK(seen.settled);
    CHECK(seen.content == leat::file_digest(dir / "a"));
    seen.path = dir / "a";
    fs::permissions(dir / "a", fs::perms::none); // nobody but root reads it now
    CHECK(has_changed(seen));                    // its state has changed
    fs::permissions(dir / "a", fs::perms::owner_all);
    seen = known.see(dir / "a");
    seen.path = dir / "a";
    seen.content = {}; // a reading would tell
    CHECK_FALSE(has_changed(seen));
    seen.settled = false;
    CHECK(has_changed(seen));
}

TEST_CASE("what is said has both times") {
    scratch dir;
    put_content(dir / "a", "one");
    seen_file seen = seen_in(leat::file(dir / "a")).at(0);
    seen.stamp.modified = 1'000'000'000'123'456'789;
    std::string const text = leat::detail::describe_change(seen);
    CHECK(contains(text, "file '" + (dir / "a").string() +
                             "' has changed: it was of 2001-09-09T01:46:40.123456Z and is of 20"));
    fs::remove(dir / "a");
    CHECK(contains(leat::detail::describe_change(seen), "cannot be looked at any more"));
}
