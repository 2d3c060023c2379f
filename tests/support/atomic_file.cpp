// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/support/atomic_file.hpp>

#include <leat/support/file_bytes.hpp>

#include "../catalog/laws.hpp"

#include <catch.hpp>

#include <string>
#include <vector>

using leat::detail::atomic_file;
using leat::detail::read_whole;
using leat::detail::write_whole;
namespace fs = std::filesystem;

namespace {

std::string const large_a(2'000'000, 'a');
std::string const large_b(2'100'000, 'b');

unsigned mode_of(fs::path const& path) {
    return static_cast<unsigned>(fs::status(path).permissions());
}

} // namespace

TEST_CASE("nothing changes before the commit, and nothing is left without it") {
    scratch const here;
    fs::path const file = here / "a.txt";
    write_whole(file, "old");
    {
        atomic_file next(file);
        next.write("new");
        CHECK(content_of(file) == "old");
        CHECK(temporaries_in(here.folder) == 1);
    }
    CHECK(content_of(file) == "old");
    CHECK(temporaries_in(here.folder) == 0);
}

TEST_CASE("the temporary is beside the file, under its name") {
    scratch const here;
    atomic_file const next(here / "a.txt");
    std::string const name = fs::directory_iterator(here.folder)->path().filename().string();
    CHECK(name.starts_with(".a.txt." + std::to_string(::getpid()) + "-"));
}

TEST_CASE("text and a stream may be mixed") {
    scratch const here;
    fs::path const file = here / "a.txt";
    atomic_file out(file);
    out.stream() << "one " << 2;
    out.write(" three ");
    out.stream() << std::string(10'000, 'x') << ' ';
    out.stream().put('.').flush();
    out.commit();
    CHECK(content_of(file) == "one 2 three " + std::string(10'000, 'x') + " .");
}

TEST_CASE("two may write one file at a time in one process") {
    scratch const here;
    fs::path const file = here / "a.txt";
    atomic_file one(file), two(file);
    one.write("one");
    two.write("two");
    two.commit();
    CHECK(content_of(file) == "two");
    one.commit();
    CHECK(content_of(file) == "one");
    CHECK(temporaries_in(here.folder) == 0);
}

TEST_CASE("missing folders are made") {
    scratch const here;
    write_whole(here / "x/y/a.txt", "text");
    CHECK(content_of(here / "x/y/a.txt") == "text");
    CHECK(contains(error_of([&] { write_whole(here / "x/y/a.txt/b.txt", "text"); }), "a.txt"));
}

TEST_CASE("a symbolic link stays, and what it names is replaced") {
    scratch const here;
    fs::create_directory(here / "data");
    put_content(here / "data/real.txt", "old");
    fs::create_symlink("data/real.txt", here / "link");
    fs::create_symlink("link", here / "link2");
    write_whole(here / "link2", "new");
    CHECK(fs::is_symlink(here / "link"));
    CHECK(fs::is_symlink(here / "link2"));
    CHECK(content_of(here / "data/real.txt") == "new");

    fs::create_symlink("data/later.txt", here / "dangling");
    write_whole(here / "dangling", "new");
    CHECK(fs::is_symlink(here / "dangling"));
    CHECK(content_of(here / "data/later.txt") == "new");

    fs::create_symlink("loop", here / "loop");
    CHECK(contains(error_of([&] { write_whole(here / "loop", "new"); }), "loop"));
}

TEST_CASE("permissions are kept, and those of a new file follow the umask") {
    scratch const here;
    fs::path const file = here / "a.txt";
    ::mode_t const mask = ::umask(027);
    write_whole(file, "text");
    CHECK(mode_of(file) == 0640);
    for (unsigned mode : {0600u, 0666u, 0755u, 0604u}) {
        fs::permissions(file, static_cast<fs::perms>(mode));
        write_whole(file, "text");
        CHECK(mode_of(file) == mode);
    }
    ::umask(mask);
}

TEST_CASE("what cannot be replaced is refused") {
    scratch const here;
    fs::path const folder = here / "folder";
    fs::create_directory(folder);
    std::string const said = error_of([&] { write_whole(folder, "text"); });
    CHECK(contains(said, "cannot write '" + folder.string() + "': Is a directory; name a file"));
    CHECK(contains(error_of([&] { write_whole(here / "", "text"); }), "Is a directory"));
    CHECK(contains(error_of([&] { write_whole("/dev/null", "text"); }), "/dev/null"));
    CHECK(fs::is_character_file("/dev/null"));
    CHECK(contains(error_of([&] { write_whole(here / std::string(300, 'x'), "text"); }),
                   "File name too long"));
}

TEST_CASE("a folder or a file without permission to write is refused") {
    scratch const here;
    fs::create_directory(here / "locked");
    write_whole(here / "locked/a.txt", "old");
    write_whole(here / "read_only.txt", "old");
    fs::permissions(here / "locked", static_cast<fs::perms>(0555));
    fs::permissions(here / "read_only.txt", static_cast<fs::perms>(0444));
    fs::permissions(here.folder, static_cast<fs::perms>(0777));
    int const code = finish(start([&] {
        if (::geteuid() == 0 && ::setuid(65534) != 0) return 77; // root may do everything
        int wrong = 0;
        for (std::string const name : {"locked/a.txt", "locked/new.txt", "read_only.txt"}) {
            std::string const said = error_of([&] { write_whole(here / name, "new"); });
            wrong +=
                !contains(said, "'" + (here / name).string() + "': Permission denied; allow it");
        }
        return wrong;
    }));
    fs::permissions(here / "locked", static_cast<fs::perms>(0755));
    if (code == 77)
        WARN("not tested: this process cannot become another user");
    else
        CHECK(code == 0);
    CHECK(content_of(here / "locked/a.txt") == "old");
    CHECK(content_of(here / "read_only.txt") == "old");
    CHECK(temporaries_in(here.folder) == 0);
}

TEST_CASE("temporaries of dead writers go, those of the living stay") {
    scratch const here;
    fs::path const file = here / "a.txt";
    put_content(here / ".a.txt.1-0.leat-tmp", "dead, though a process 1 lives");
    put_content(here / ".a.txt.999999999-3.leat-tmp", "dead");
    put_content(here / ".b.txt.999999999-3.leat-tmp", "of another file");
    atomic_file living(file);
    living.write("living");
    write_whole(file, "text");
    CHECK(!fs::exists(here / ".a.txt.1-0.leat-tmp"));
    CHECK(!fs::exists(here / ".a.txt.999999999-3.leat-tmp"));
    CHECK(fs::exists(here / ".b.txt.999999999-3.leat-tmp"));
    living.commit();
    CHECK(content_of(file) == "living");
}

TEST_CASE("a full disk leaves the old file whole: a limit on its size") {
    scratch const here;
    fs::path const file = here / "a.txt";
    write_whole(file, "old");
    for (bool const through_stream : {false, true}) {
        CHECK(finish(start([&] {
                  limit_file_size(100'000);
                  std::string const said = error_of([&] {
                      atomic_file out(file);
                      if (through_stream)
                          out.stream() << large_a;
                      else
                          out.write(large_a);
                      out.commit();
                  });
                  if (!contains(said, file.string())) return 1;
                  return contains(said, "the disk is full") ? 0 : 2;
              })) == 0);
        CHECK(content_of(file) == "old");
        CHECK(temporaries_in(here.folder) == 0);
    }
}

TEST_CASE("a full disk leaves the old file whole: a real one") {
    scratch const here;
    int const code = finish(start([&] {
        if (!mount_small_disk(here.folder)) return 77;
        fs::path const file = here / "a.txt";
        write_whole(file, "old");
        std::string const said = error_of([&] { write_whole(file, large_a); });
        if (!contains(said, file.string())) return 1;
        if (!contains(said, "No space left on device; the disk is full")) return 2;
        if (content_of(file) != "old") return 3;
        if (temporaries_in(here.folder) != 0) return 4;
        write_whole(file, "new"); // there is space again
        return content_of(file) == "new" ? 0 : 5;
    }));
    if (code == 77)
        WARN("not tested: this process may not mount a small disk");
    else
        CHECK(code == 0);
}

TEST_CASE("a writer that is killed leaves one of its files whole") {
    scratch const here;
    fs::path const file = here / "a.txt";
    write_whole(file, large_a);
    int left = 0;
    bool seen_b = false;
    kill_while_saving([&](int i) { write_whole(file, i % 2 == 0 ? large_b : large_a); },
                      [&] {
                          std::string const found = content_of(file);
                          REQUIRE((found == large_a || found == large_b));
                          seen_b = seen_b || found == large_b;
                          left += temporaries_in(here.folder);
                      });
    CHECK(left > 0); // else it was never killed while it wrote
    CHECK(seen_b);
    write_whole(file, "last");
    CHECK(content_of(file) == "last");
    CHECK(temporaries_in(here.folder) == 0);
}

TEST_CASE("two processes write one file at once") {
    scratch const here;
    fs::path const file = here / "a.txt";
    write_whole(file, large_a);
    std::vector<pid_t> writers;
    for (std::string const* text : {&large_a, &large_b})
        writers.push_back(start([&] {
            for (int i = 0; i < 20; ++i) write_whole(file, *text);
            return 0;
        }));
    for (int i = 0; i < 50; ++i) {
        std::string const found = read_whole(file);
        REQUIRE((found == large_a || found == large_b));
    }
    for (pid_t const writer : writers) CHECK(finish(writer) == 0);
    CHECK(temporaries_in(here.folder) == 0);
}
