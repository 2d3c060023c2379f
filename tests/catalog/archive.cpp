// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/catalog/archive.hpp>

#include "laws.hpp"

#include <catch.hpp>

#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <vector>

using leat::dataset::archive;

namespace {

struct layer {
    int width = 0;
    std::vector<double> weights;
    bool operator==(layer const&) const = default;
};
struct model {
    std::string name;
    std::map<std::string, layer> layers;
    bool operator==(model const&) const = default;
};
struct locked {
    int value = 0;
    std::mutex guard;
};

} // namespace

static_assert(leat::dataset_for<archive<>, model>);
static_assert(leat::dataset_for<archive<> const, std::vector<double>>);
static_assert(leat::dataset_for<archive<leat::format::xml>, model>);
static_assert(!leat::dataset_for<archive<>, locked>);
static_assert(!leat::dataset_for<archive<>, int*>);
static_assert(!leat::dataset_for<archive<>, std::string_view>);

TEMPLATE_TEST_CASE("an archive obeys the laws of datasets", "", leat::format::binary,
                   leat::format::text, leat::format::xml) {
    scratch const here;
    auto const at = [&](std::string name) {
        return [&here, name] { return archive(here / name, TestType{}); };
    };
    dataset_laws<model>(at("model"), {"a", {{"x", {1, {0.5, -0.0}}}, {"y", {}}}}, {});
    dataset_laws<std::string>(at("x/y/string"), "one\r\ntwo", "");
    dataset_laws<double>(at("number"), 0.1, -1e300);
    dataset_laws<std::vector<std::vector<int>>>(at("vectors"), {{1}, {}}, {});
    CHECK(temporaries_in(here.folder) == 0);
}

TEST_CASE("an archive names itself") {
    CHECK(archive("model.bin").describe() == "binary archive 'model.bin'");
    CHECK(archive("a", leat::format::text{}).describe() == "text archive 'a'");
    CHECK(archive("a", leat::format::xml{}).describe() == "xml archive 'a'");
}

TEST_CASE("what an archive refuses, it names by its place") {
    scratch const here;
    archive const file(here / "a.bin");
    auto const said = [&] { return error_of([&] { (void)file.load<model>(); }); };
    put_content(here / "a.bin", "");
    CHECK(said() == file.describe() + " is empty; save it anew");
    put_content(here / "a.bin", "days,load\n1,2\n");
    CHECK(contains(said(), file.describe() + " is not an archive of leat's"));
    file.save(1);
    CHECK(contains(said(), file.describe() + " holds a 'int' and not a '"));
    file.save(model{"a", {}});
    CHECK(said() == "");
    std::string const good = content_of(here / "a.bin");
    put_content(here / "a.bin", good.substr(0, good.size() / 2));
    CHECK(contains(said(), "cut short"));
    archive const xml(here / "a.xml", leat::format::xml{});
    xml.save(std::string("old"));
    CHECK(contains(error_of([&] { xml.save(std::string(1, '\1')); }), "control character 1,"));
    CHECK(xml.load<std::string>() == "old");
}

TEST_CASE("an archive is whole, whenever its writer is killed") {
    scratch const here;
    archive const file(here / "a.bin");
    file.save(std::vector<int>(20000, -1));
    kill_while_saving([&](int i) { file.save(std::vector<int>(20000, i)); },
                      [&] {
                          auto const found = file.load<std::vector<int>>();
                          REQUIRE(found.size() == 20000);
                          REQUIRE(found.front() == found.back());
                      });
    file.save(std::vector<int>(1));
    CHECK(temporaries_in(here.folder) == 0);
}

TEMPLATE_TEST_CASE("a save that finds the disk full leaves the old archive", "",
                   leat::format::binary, leat::format::text, leat::format::xml) {
    scratch const here;
    archive const file(here / "a", TestType{});
    std::vector<double> const old(10, 1.5);
    file.save(old);
    auto const fails = [&](auto const& to) {
        return contains(error_of([&] { to.save(std::vector<double>(100000, 0.1)); }),
                        "the disk is full");
    };
    CHECK(finish(start([&] {
              limit_file_size(5000);
              return fails(file) ? 0 : 1;
          })) == 0);
    CHECK(file.template load<std::vector<double>>() == old);

    int const code = finish(start([&] {
        std::filesystem::create_directory(here / "disk");
        if (!mount_small_disk(here / "disk")) return 77;
        archive const there(here / "disk/a", TestType{});
        there.save(old);
        if (!fails(there)) return 1;
        if (temporaries_in(here / "disk") != 0) return 2;
        return there.template load<std::vector<double>>() == old ? 0 : 3;
    }));
    if (code != 77) CHECK(code == 0); // 77: no disk may be mounted here
    CHECK(temporaries_in(here.folder) == 0);
}
