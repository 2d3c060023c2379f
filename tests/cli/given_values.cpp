// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/given_values.hpp>

#include <catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace leat::detail;

namespace {

using words = std::vector<std::string>;

program_words const mill = [] {
    program_words made;
    made.name = "mill";
    made.pipeline = "given-mill";
    for (char const* name : {"ridge", "a b", "jobs", "eu.rate", "x=y", "-n", "repo"}) {
        made.values.emplace_back();
        made.values.back().name = name;
    }
    return made;
}();

struct variable {
    explicit variable(char const* text) { ::setenv("GIVEN_MILL_RIDGE", text, 1); }
    ~variable() { ::unsetenv("GIVEN_MILL_RIDGE"); }
};

struct params {
    params() { std::ofstream(path) << R"({"ridge": "file", "eu": {"rate": [1, 2]}})"; }
    ~params() { std::filesystem::remove(path); }
    std::string path = "given_values_test.json";
};

std::string refused(typed_command const& typed) {
    try {
        (void)find_given(mill, typed);
        return "nothing";
    } catch (usage_error const& e) {
        return e.what();
    }
}

} // namespace

TEST_CASE("what is typed goes before the environment, that before the file", "[cli]") {
    params const file;
    typed_command typed;
    CHECK(find_given(mill, typed)[0].where.empty());
    typed.params_file = file.path;
    auto given = find_given(mill, typed);
    CHECK(given[0].words == words{"file"});
    CHECK(given[0].where == "'ridge' in 'given_values_test.json'");
    CHECK(given[3].words == words{"1", "2"});
    CHECK_FALSE(given[3].typed);
    CHECK(given[1].where.empty());
    {
        variable const empty("");
        CHECK(find_given(mill, typed)[0].words == words{"file"});
    }
    variable const set("environment");
    given = find_given(mill, typed);
    CHECK(given[0].words == words{"environment"});
    CHECK(given[0].where == "GIVEN_MILL_RIDGE");
    CHECK(given[0].typed);
    auto by_set = typed;
    by_set.set = {"ridge=set=so"};
    given = find_given(mill, by_set);
    CHECK(given[0].words == words{"set=so"});
    CHECK(given[0].where == "--set ridge");
    typed.values["ridge"] = {"typed"};
    given = find_given(mill, typed);
    CHECK(given[0].words == words{"typed"});
    CHECK(given[0].where == "--ridge");
}

TEST_CASE("any name can be set, once", "[cli]") {
    typed_command typed;
    typed.set = {"a b=", "jobs=3"};
    auto const given = find_given(mill, typed);
    CHECK(given[1].words == words{""});
    CHECK(given[1].where == "--set a b");
    CHECK(given[2].words == words{"3"});
    typed.set = {"x=y=a=b", "-n=6"};
    CHECK(find_given(mill, typed)[4].words == words{"a=b"});
    CHECK(find_given(mill, typed)[5].words == words{"6"});
    typed.set = {"jobs=3", "jobs=3"};
    CHECK(refused(typed) == "'jobs' is given twice; give it once");
    typed.set = {"ridge=3"};
    typed.values["ridge"] = {"3"};
    CHECK(refused(typed) == "'ridge' is given twice; give it once");
}

TEST_CASE("the variable of the repo sets no parameter", "[cli]") {
    ::setenv("GIVEN_MILL_REPO", "there", 1);
    CHECK(find_given(mill, {})[6].where.empty());
    ::unsetenv("GIVEN_MILL_REPO");
    ::setenv("GIVEN_MILL_PARAM_REPO", "a text", 1);
    CHECK(find_given(mill, {})[6].words == words{"a text"});
    ::unsetenv("GIVEN_MILL_PARAM_REPO");
}

TEST_CASE("a name that nothing has is said with the nearest", "[cli]") {
    typed_command typed;
    typed.set = {"rige=3"};
    CHECK(refused(typed) == "--set: pipeline 'given-mill' has no input or parameter named 'rige'; "
                            "did you mean 'ridge'?");
    typed.set = {"=3"};
    CHECK(refused(typed) == "--set: pipeline 'given-mill' has no input or parameter named ''");
    typed.set = {"ridge"};
    CHECK(refused(typed) == "--set takes NAME=VALUE, and 'ridge' has no '='");
    typed.set.clear();
    typed.params_file = "nowhere.json";
    CHECK(refused(typed).find("nowhere.json") != std::string::npos);
}
