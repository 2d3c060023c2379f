// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/params_file.hpp>

#include <catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

using namespace leat::detail;

namespace {

using words = std::vector<std::string>;

file_values from_toml(std::string_view text) { return read_toml(text, "p.toml"); }
file_values from_json(std::string_view text) { return read_json(text, "p.json"); }

template <class Read>
std::string refused(Read const& read, std::string_view text) {
    try {
        (void)read(text);
        return "nothing";
    } catch (usage_error const& e) {
        return e.what();
    }
}

} // namespace

TEST_CASE("a file of JSON gives the words of values", "[cli]") {
    file_values const all = from_json(R"({"a": -7, "b": 0.1, "c": true, "d": "x # y, \"ö\" \n",
                                     "e": [1, "two, three", false], "f": [],
                                     "eu": {"rate": 1e-9, "de": {"a b": ""}}})");
    CHECK(all == file_values{{"a", {"-7"}},
                             {"b", {"0.1"}},
                             {"c", {"true"}},
                             {"d", {"x # y, \"ö\" \n"}},
                             {"e", {"1", "two, three", "false"}},
                             {"f", {}},
                             {"eu.rate", {"1e-09"}},
                             {"eu.de.a b", {""}}});
}

TEST_CASE("what is wrong in a file of JSON is said", "[cli]") {
    CHECK(refused(from_json, "[1]") == "'p.json' holds no object; write {\"name\": value, ...}");
    CHECK(refused(from_json, R"({"a": null})") ==
          "cannot take 'a' from 'p.json': it is null; leave it out where its default is wanted");
    CHECK(refused(from_json, R"({"eu": {"l": [[1]]}})") ==
          "cannot take 'eu.l' from 'p.json': it is a list of lists, objects or nulls; give a list "
          "of plain values");
    CHECK(refused(from_json, R"({"eu.a": 1, "eu": {"a": 2}})") ==
          "cannot take 'eu.a' from 'p.json': it is there twice");
    CHECK(refused(from_json, R"({"x": {"a": 1}, "a": 2, "x": 3})") ==
          "cannot take 'x' from 'p.json': it is there twice");
    for (std::string const open : {"{\"a\":", "["}) { // and no crash of the reader
        std::string deep = "{\"a\":";
        for (int i = 0; i < 200'000; ++i) deep += open;
        CHECK(refused(from_json, deep) ==
              "'p.json' has more than 100 levels; write plain values, lists of them, and objects of "
              "these");
    }
    CHECK(refused(from_json, "{\"a\": ").find("'p.json' is no JSON: parse error at line 1") == 0);
    CHECK(refused(from_json, "").find("'p.json' is no JSON") == 0);
    CHECK(refused(from_json, "{\"a\": \"\xff\"}").find("'p.json' is no JSON") == 0);
}

TEST_CASE("a file of TOML gives the words of values", "[cli]") {
    file_values const all = from_toml("\xef\xbb\xbf# a comment\r\n"
                                      "a = -7 # another\r\n"
                                      "b=1_000.5e-3\n"
                                      "x = 1\n\n"
                                      "whole = -2.0\n"
                                      "large = 1e300\n"
                                      "c = false\n"
                                      "d = \"x # y, \\\"ö\\\" \\n\\u00fc\\U0001F33E\\\\\" # more\n"
                                      "path = 'C:\\temp, #1'\n"
                                      "e = [ 1, # one\n  'two, three',\n  false,\n]\n"
                                      "f = []\n"
                                      "\"a b\" = \"\"\n"
                                      "eu.rate = +inf\n"
                                      "when = 1979-05-27T07:32:00Z\n"
                                      "long = \"\"\"two\nlines\"\"\"\n"
                                      "in = { one = 1, two.three = [2, 3] }\n"
                                      "[ eu . de ]\n"
                                      "rate = 2");
    CHECK(all == file_values{{"a", {"-7"}},
                             {"b", {"1.0005"}},
                             {"whole", {"-2.0"}},
                             {"x", {"1"}},
                             {"c", {"false"}},
                             {"d", {"x # y, \"ö\" \nü🌾\\"}},
                             {"path", {"C:\\temp, #1"}},
                             {"e", {"1", "two, three", "false"}},
                             {"f", {}},
                             {"a b", {""}},
                             {"eu.rate", {"inf"}},
                             {"when", {"1979-05-27T07:32:00Z"}},
                             {"large", {"1e+300"}},
                             {"long", {"two\nlines"}},
                             {"in.one", {"1"}},
                             {"in.two.three", {"2", "3"}},
                             {"eu.de.rate", {"2"}}});
    CHECK(from_toml("").empty());
    CHECK(from_toml("\n# only this").empty());
}

TEST_CASE("what is wrong in a file of TOML is said with its line", "[cli]") {
    auto const at = [](std::string_view text) { return refused(from_toml, text).substr(0, 18); };
    CHECK(at("a = 1\nb 2") == "'p.toml', line 2: ");
    CHECK(at("a =\nb = 2") == "'p.toml', line 1: ");
    CHECK(refused(from_toml, "a =\n").ends_with("saw '\\n'"));
    CHECK(refused(from_toml, "a = \x01").find('\x01') == std::string::npos);
    CHECK(at("a = 1 2") == "'p.toml', line 1: ");
    CHECK(at("\n\na = word") == "'p.toml', line 3: ");
    CHECK(at("a = \"x\nb = 2") == "'p.toml', line 1: ");
    CHECK(at("a = \"\\d\"") == "'p.toml', line 1: ");
    CHECK(at("l = [1 2]") == "'p.toml', line 1: ");
    CHECK(at("t = {") == "'p.toml', line 1: ");
    CHECK(at("a = \"\xff\"") == "'p.toml', line 1: ");
    CHECK(refused(from_toml, "a = 1\na = 2").find("line 2") != std::string::npos);
    CHECK(refused(from_toml, "x = 1\nl = [[1]]") ==
          "cannot take 'l' from 'p.toml', line 2: it is a list of lists or tables; give a list of "
          "plain values");
    CHECK(refused(from_toml, "[[t]]\na = 1").find("cannot take 't' from 'p.toml'") == 0);
    CHECK(refused(from_toml, "\"a.b\" = 1\n[a]\nb = 2") ==
          "cannot take 'a.b' from 'p.toml': it is there twice");
}

TEST_CASE("a file of values is told by its name", "[cli]") {
    auto const read = [](std::string_view file) { return read_params(std::string(file)); };
    CHECK(refused(read, "p.ini") == "cannot tell what 'p.ini' is; name it .json or .toml");
    CHECK(refused(read, "nowhere.toml").find("nowhere.toml") != std::string::npos);
    std::filesystem::create_directory("params_file_test.json");
    CHECK(refused(read, "params_file_test.json").find("params_file_test") != std::string::npos);
    std::filesystem::remove("params_file_test.json");
    std::ofstream("params_file_test.toml") << "a = 1\n";
    CHECK(read("params_file_test.toml") == file_values{{"a", {"1"}}});
    std::filesystem::remove("params_file_test.toml");
}
