// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/repo/program_id.hpp>

#include <catalog/laws.hpp>
#include <catch.hpp>

#include <cstddef>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#if defined(__linux__)
#include <dlfcn.h>
#include <link.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fs = std::filesystem;
using leat::detail::program_id;

namespace {

// The id of a process that has loaded these, or why there is none.
std::string id_with(std::vector<fs::path> const& libraries) {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    pid_t const child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        std::string said = program_id().to_string(); // it is made anew for each that is loaded
        for (fs::path const& path : libraries)
            if (!::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL)) said = ::dlerror();
        if (said.size() == 32) said = program_id().to_string();
        (void)!::write(ends[1], said.data(), said.size());
        ::_exit(0);
    }
    ::close(ends[1]);
    std::string said;
    char buffer[512];
    for (::ssize_t size; (size = ::read(ends[0], buffer, sizeof buffer)) > 0;)
        said.append(buffer, static_cast<std::size_t>(size));
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);
    return said;
}

// A small library of the system's, which does nothing when it is loaded.
std::string small_library() {
    std::string path;
    ::dl_iterate_phdr(
        [](::dl_phdr_info* object, std::size_t, void* into) {
            fs::path const name = object->dlpi_name;
            for (char const* small : {"librt.so.1", "libdl.so.2", "libutil.so.1"})
                if (fs::path const there = name.parent_path() / small;
                    name.filename() == "libc.so.6" && fs::exists(there)) {
                    *static_cast<std::string*>(into) = there;
                    return 1;
                }
            return 0;
        },
        &path);
    return path;
}

// Where the note with the build id is.
std::size_t note_of(std::string const& content) {
    std::string const heading("\4\0\0\0\x14\0\0\0\3\0\0\0GNU\0", 16);
    return content.find(heading);
}

} // namespace

TEST_CASE("libraries of the system are those in /lib and /usr/lib") {
    using leat::detail::is_of_system;
    CHECK(is_of_system("/lib/x86_64-linux-gnu/libc.so.6"));
    CHECK(is_of_system("/usr/lib/libtbb.so.12"));
    CHECK(is_of_system("/lib64/ld-linux-x86-64.so.2"));
    CHECK_FALSE(is_of_system("/usr/local/lib/libmine.so"));
    CHECK_FALSE(is_of_system("/home/me/lib/libmine.so"));
    CHECK_FALSE(is_of_system("/library/libmine.so"));
    CHECK_FALSE(is_of_system("/opt/lib/libmine.so"));
    CHECK_FALSE(is_of_system("./libmine.so"));
    CHECK_FALSE(is_of_system("lib/libmine.so"));
    CHECK_FALSE(is_of_system("/lib"));
    CHECK_FALSE(is_of_system(""));
}

TEST_CASE("a library that is not the system's counts, by its build id, while it is loaded") {
    std::string const from = small_library();
    if (from.empty()) return; // another system
    std::string content = content_of(from);
    std::size_t const note = note_of(content);
    REQUIRE(note != content.npos);
    scratch dir;
    put_content(dir / "one.so", content);
    put_content(dir / "same.so", content);
    content[note + 20] = static_cast<char>(content[note + 20] ^ 1);
    put_content(dir / "other.so", content);

    std::string const alone = program_id().to_string();
    CHECK(program_id() != leat::digest{});
    CHECK(id_with({}) == alone);
    CHECK(id_with({from}) == alone);
    std::string const one = id_with({dir / "one.so"}), other = id_with({dir / "other.so"});
    CHECK(one.size() == 32);
    CHECK(one != alone);
    CHECK(other != alone);
    CHECK(one != other);
    CHECK(id_with({dir / "same.so"}) == one); // the path does not count
    std::string const both = id_with({dir / "one.so", dir / "other.so"});
    CHECK(both != one);
    CHECK(both != other);
    CHECK(id_with({dir / "other.so", dir / "one.so"}) == both); // nor does the order
}

TEST_CASE("a library without a build id counts by its content") {
    std::string const from = small_library();
    if (from.empty()) return;
    std::string content = content_of(from);
    std::size_t const note = note_of(content);
    REQUIRE(note != content.npos);
    content[note + 8] = 99; // another kind of note
    scratch dir;
    put_content(dir / "one.so", content);
    put_content(dir / "same.so", content);
    put_content(dir / "other.so", content + "!");
    std::string const one = id_with({dir / "one.so"});
    CHECK(one.size() == 32);
    CHECK(one != program_id().to_string());
    CHECK(id_with({dir / "same.so"}) == one);
    CHECK(id_with({dir / "other.so"}) != one);
}

#endif
