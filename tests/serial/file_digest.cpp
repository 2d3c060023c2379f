// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/serial/file_digest.hpp>

#include <leat/serial/fingerprint.hpp>

#include <catch.hpp>

#include <chrono>
#include <fstream>
#include <thread>
#include <vector>

namespace fs = std::filesystem;
using leat::detail::file_digests;

namespace {

struct folder {
    fs::path path;
    folder() {
        std::string name = (fs::temp_directory_path() / "leat-file-digest-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~folder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    fs::path operator/(char const* name) const { return path / name; }
};

// In place, without truncation, so that nothing but the content and the times change.
void write(fs::path const& path, std::string_view text) {
    int const file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
    REQUIRE(file >= 0);
    REQUIRE(::write(file, text.data(), text.size()) == static_cast<::ssize_t>(text.size()));
    ::close(file);
}
leat::digest digest_of(std::string_view text) {
    return leat::hasher().bytes(text.data(), text.size()).finish();
}

// To whom every file is as old as it must be to be remembered.
std::int64_t much_later() noexcept { return leat::detail::system_now() + 10'000'000'000; }
std::int64_t pretended_now = 0;
std::int64_t pretended() noexcept { return pretended_now; }
// Longer than the clocks of file systems take for a step.
void wait_a_tick() { std::this_thread::sleep_for(std::chrono::milliseconds(30)); }

struct stat look(fs::path const& path) {
    struct stat found {};
    REQUIRE(::stat(path.c_str(), &found) == 0);
    return found;
}

} // namespace

TEST_CASE("file_digest: the digest of the bytes, and of nothing else") {
    folder const here;
    write(here / "empty", "");
    write(here / "a", "hello");
    write(here / "b", "hello");
    CHECK(leat::file_digest(here / "empty") == leat::hasher().finish());
    CHECK(leat::file_digest(here / "a") == digest_of("hello"));
    CHECK(leat::file_digest(here / "b") == leat::file_digest(here / "a"));
    std::string large(3 * (1 << 20) + 17, 'x');
    for (std::size_t i = 0; i < large.size(); i += 1000) large[i] = static_cast<char>(i % 251);
    write(here / "large", large);
    CHECK(leat::file_digest(here / "large") == digest_of(large));
    write(here / "block", large.substr(0, 1 << 20));
    CHECK(leat::file_digest(here / "block") == digest_of(large.substr(0, 1 << 20)));
}

TEST_CASE("fingerprint: a file counts by its content, a path by its name") {
    folder const here;
    write(here / "a", "hello");
    write(here / "b", "hello");
    CHECK(leat::fingerprint(leat::file(here / "a")) == leat::fingerprint(leat::file(here / "b")));
    CHECK(leat::fingerprint(leat::file(here / "a")) ==
          leat::hasher().add(digest_of("hello")).finish());
    CHECK(leat::fingerprint(here / "a") != leat::fingerprint(here / "b"));
    std::vector<leat::file> const both = {here / "a", here / "b"};
    leat::digest const before = leat::fingerprint(both);
    write(here / "b", "olleh");
    CHECK(leat::fingerprint(both) != before);
}

TEST_CASE("file_digest: a file of 200 MB is read once") {
    folder const here;
    { // not all holes
        std::ofstream out(here / "large");
        out << "begin";
    }
    fs::resize_file(here / "large", 200'000'000);
    file_digests known(much_later);
    leat::digest const first = known.of(here / "large");
    CHECK(known.reads() == 1);
    CHECK(known.of(here / "large") == first);
    CHECK(known.reads() == 1);
}

TEST_CASE("file_digest: a file that was just written is read again") {
    folder const here;
    file_digests known;
    write(here / "a", "hello");
    known.of(here / "a");
    known.of(here / "a");
    CHECK(known.reads() == 2);
    // Where the clock of the file system is coarse, nothing but the content tells of the change.
    for (int i = 0; i < 200; ++i) {
        std::string const text = std::to_string(10000 + i);
        write(here / "a", text);
        REQUIRE(known.of(here / "a") == digest_of(text));
    }
}

TEST_CASE("file_digest: a file is remembered when both its times are two seconds old") {
    folder const here;
    write(here / "a", "hello");
    std::int64_t const written = leat::detail::nanoseconds_of(look(here / "a").st_mtim);
    auto const reads_of_two = [&](std::int64_t later) {
        pretended_now = written + later;
        file_digests known(pretended);
        known.of(here / "a");
        known.of(here / "a");
        return known.reads();
    };
    CHECK(reads_of_two(-1'000'000'000) == 2); // written in the future
    CHECK(reads_of_two(1'999'999'999) == 2);
    CHECK(reads_of_two(2'000'000'000) == 1);
    // Neither time alone says enough: anybody may set that of modification.
    auto const set_modified = [&](int seconds_later) {
        ::timespec const times[] = {{0, UTIME_OMIT}, {written / 1'000'000'000 + seconds_later, 0}};
        REQUIRE(::utimensat(AT_FDCWD, (here / "a").c_str(), times, 0) == 0);
        return leat::detail::nanoseconds_of(look(here / "a").st_ctim) - written;
    };
    std::int64_t const changed = set_modified(-3600);
    CHECK(reads_of_two(changed + 1'999'999'999) == 2);
    CHECK(reads_of_two(changed + 2'000'000'000) == 1);
    set_modified(3600);
    CHECK(reads_of_two(1'000'000'000'000) == 2);
}

TEST_CASE("file_digest: a change is seen") {
    folder const here;
    file_digests known(much_later);
    auto const path = here / "a";
    write(path, "hello");
    CHECK(known.of(path) == digest_of("hello"));
    wait_a_tick();

    SECTION("of the content") {
        write(path, "olleh");
        CHECK(known.of(path) == digest_of("olleh"));
    }
    SECTION("of the content, with the time of modification set back") {
        struct stat const before = look(path);
        write(path, "olleh");
        ::timespec const times[] = {before.st_atim, before.st_mtim};
        REQUIRE(::utimensat(AT_FDCWD, path.c_str(), times, 0) == 0);
        REQUIRE(look(path).st_mtim.tv_nsec == before.st_mtim.tv_nsec);
        CHECK(known.of(path) == digest_of("olleh"));
    }
    SECTION("by another file that takes its name") {
        write(here / "new", "olleh");
        struct stat const before = look(path);
        ::timespec const times[] = {before.st_atim, before.st_mtim};
        REQUIRE(::utimensat(AT_FDCWD, (here / "new").c_str(), times, 0) == 0);
        fs::rename(here / "new", path);
        CHECK(known.of(path) == digest_of("olleh"));
    }
    SECTION("of the size") {
        write(path, "hello, world");
        CHECK(known.of(path) == digest_of("hello, world"));
        fs::resize_file(path, 2);
        CHECK(known.of(path) == digest_of("he"));
    }
    SECTION("of where a symbolic link leads") {
        write(here / "b", "olleh");
        fs::create_symlink("a", here / "link");
        CHECK(known.of(here / "link") == digest_of("hello"));
        fs::remove(here / "link");
        fs::create_symlink("b", here / "link");
        CHECK(known.of(here / "link") == digest_of("olleh"));
        write(here / "b", "again");
        CHECK(known.of(here / "link") == digest_of("again"));
    }
    SECTION("when it is no longer there") {
        fs::remove(path);
        CHECK_THROWS_AS(known.of(path), leat::error);
    }
    SECTION("and what did not change is not read") {
        known.of(path);
        CHECK(known.reads() == 1);
    }
}

TEST_CASE("file_digest: what cannot be read is told, with its path") {
    folder const here;
    auto const told = [&](fs::path const& path, std::string const& why) {
        CHECK_THROWS_AS(leat::file_digest(path), leat::error);
        CHECK_THROWS_WITH(leat::file_digest(path),
                          Catch::Contains("'" + path.string() + "'") && Catch::Contains(why));
        CHECK_THROWS_AS(leat::fingerprint(leat::file(path)), leat::error);
    };
    told(here / "nothing", "No such file");
    told("", "No such file");
    told(here.path, "in place of the folder");
    fs::create_symlink("nowhere", here / "dangling");
    told(here / "dangling", "No such file");
    fs::create_symlink("circle", here / "circle");
    told(here / "circle", "symbolic links");
    REQUIRE(::mkfifo((here / "fifo").c_str(), 0666) == 0);
    told(here / "fifo", "a device, a pipe or a socket");
    told("/dev/null", "a device, a pipe or a socket");

    write(here / "locked", "hello");
    fs::permissions(here / "locked", fs::perms::none);
    fs::permissions(here.path, fs::perms::all);
    bool const root = ::geteuid() == 0; // who may read everything
    if (root) REQUIRE(::seteuid(65534) == 0);
    std::string message;
    try {
        leat::file_digest(here / "locked");
    } catch (leat::error const& e) {
        message = e.what();
    }
    if (root) REQUIRE(::seteuid(0) == 0);
    CHECK_THAT(message, Catch::Contains("Permission denied") && Catch::Contains("locked'"));
}

TEST_CASE("file_digest: a file that the kernel makes up is read each time") {
    fs::path const made_up = "/proc/self/status";
    if (!fs::exists(made_up)) return;
    file_digests known(much_later);
    known.of(made_up);
    known.of(made_up);
    CHECK(known.reads() == 2);
}

TEST_CASE("file_digest: may be asked by many threads") {
    folder const here;
    file_digests known(much_later);
    std::vector<fs::path> paths;
    for (char name = 'a'; name < 'i'; ++name) {
        paths.push_back(here / std::string(1, name).c_str());
        write(paths.back(), std::string(1000, name));
    }
    std::atomic<int> wrong = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (int i = 0; i < 200; ++i) {
                auto const at = static_cast<std::size_t>(i) % paths.size();
                wrong += known.of(paths[at]) !=
                         digest_of(std::string(1000, static_cast<char>('a' + at)));
            }
        });
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == 0);
    CHECK(known.reads() >= paths.size());
    CHECK(known.reads() <= 4 * paths.size());
}
