// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/command_line.hpp>

#include <leat/hooks/text.hpp>

#include <catch.hpp>

#include <cstdlib>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace leat::detail;

namespace {

using words = std::vector<std::string>;

program_words const mill = [] {
    program_words made;
    made.name = "mill";
    made.pipeline = "mill";
    made.doc = "The pipeline 'mill'";
    made.values = {{"csv", "FILE", "", "what is ground", true, false},
                   {"sizes", "NUMBER,...", "", "of the sacks, in kg", true, true},
                   {"ridge", "NUMBER", "0.5", "", false, false},
                   {"strict", "true|false", "false", "whether to shout", false, false},
                   {"title", "TEXT", "a [b] {c}", "", false, false},
                   {"eu.rate", "NUMBER", "0.25", "", false, false},
                   {"a b", "INTEGER", "1", "odd", false, false},
                   {"jobs", "INTEGER", "2", "", false, false}};
    made.untyped = {"grid"};
    return made;
}();

typed_command parse(words const& typed) { return command_line(mill).parse(typed); }
words value(words const& typed, std::string const& name = "title") {
    return parse(typed).values[name];
}
std::string refused(words const& typed) {
    try {
        (void)parse(typed);
        return "nothing";
    } catch (usage_error const& e) {
        return e.what();
    }
}
std::string help(words const& typed) {
    try {
        (void)parse(typed);
        return "nothing";
    } catch (help_wanted const& e) {
        return e.text;
    }
}
bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

} // namespace

TEST_CASE("without a command it runs", "[cli]") {
    CHECK(parse({}).command == "run");
    CHECK(parse({"--ridge", "1"}).command == "run");
    CHECK(parse({"--json"}).command == "run");
    CHECK(parse({"--title", "show"}).command == "run");
    CHECK(value({"--title", "show"}) == words{"show"});
    CHECK(parse({"--json", "--repo", "runs", "--title", "plan"}).repo == "runs");
    CHECK(parse({"--json", "--repo", "x", "runs", "list"}).command == "runs list");
    CHECK(parse({"--repo=x", "plan"}).command == "plan");
    CHECK(parse({"runs", "--json"}).command == "runs");
    CHECK(parse({"runs", "list", "--json"}).json);
}

TEST_CASE("what is typed for a value is taken as it is", "[cli]") {
    CHECK(value({"--title", "-x"}) == words{"-x"});
    CHECK(value({"--title", "--x"}) == words{"--x"});
    CHECK(value({"--title=--x=y"}) == words{"--x=y"});
    CHECK(value({"--title="}) == words{""});
    CHECK(value({"--title", ""}) == words{""});
    CHECK(value({"--title", "[x,y]"}) == words{"[x,y]"});
    CHECK(value({"--title", "a,b"}) == words{"a,b"});
    CHECK(value({"--title", "{}"}) == words{"{}"});
    CHECK(value({"--eu.rate", "-.5"}, "eu.rate") == words{"-.5"});
    CHECK(value({"--strict"}, "strict") == words{"true"});
    CHECK(value({"--strict", "no"}, "strict") == words{"no"});
    CHECK(value({"--strict=no"}, "strict") == words{"no"});
    CHECK(value({"--strict", "--ridge", "1"}, "ridge") == words{"1"});
    CHECK(value({"--ridge", "-1", "--strict"}, "ridge") == words{"-1"});
    CHECK(value({"--sizes", "1", "-2", "3"}, "sizes") == words{"1", "-2", "3"});
    CHECK(value({"--sizes", "[x]"}, "sizes") == words{"[x]"});
    CHECK(value({"--sizes", "1", "--sizes", "2,3"}, "sizes") == words{"1", "2,3"});
    CHECK(value({"--sizes", "-1,-2", "--strict"}, "sizes") == words{"-1,-2"});
}

TEST_CASE("a list takes all that follows it, but no command", "[cli]") {
    CHECK(refused({"--sizes", "a", "plan"}) ==
          "'plan' would be a value of '--sizes' there; a command goes before its options; as a "
          "value it may stand after 'run'");
    CHECK(has(refused({"--ridge", "1", "--sizes=a", "b", "show"}), "'show' would be"));
    CHECK(value({"run", "--sizes", "a", "plan"}, "sizes") == words{"a", "plan"});
    CHECK(value({"--sizes", "plan"}, "sizes") == words{"plan"});
    CHECK(value({"--sizes", "a", "--sizes", "plan", "--strict"}, "sizes") == words{"a", "plan"});
    CHECK(value({"--sizes", "a", "planned"}, "sizes") == words{"a", "planned"});
    CHECK(parse({"cache", "explain", "--sizes", "1", "plan"}).words == words{"plan"}); // a node
}

TEST_CASE("an id or a node after an option is not taken for its value", "[cli]") {
    CHECK(parse({"resume", "--sizes", "1,2", "2026"}).words == words{"2026"});
    CHECK(parse({"resume", "--from", "a,b", "2026"}).words == words{"2026"});
    CHECK(parse({"resume", "--from", "a,b", "2026"}).from == words{"a,b"}); // split later
    CHECK(parse({"resume", "--set", "a b=1", "2026"}).words == words{"2026"});
    CHECK(parse({"cache", "explain", "--sizes", "1", "--sizes", "2", "x"}).words == words{"x"});
    CHECK(parse({"cache", "explain", "--strict", "x"}).words == words{"x"});
    CHECK(parse({"runs", "remove", "a", "b", "c"}).words == words{"a", "b", "c"});
}

TEST_CASE("sizes and times have units", "[cli]") {
    CHECK(parse({"cache", "gc", "--max-bytes", "10kb"}).max_bytes == 10'000u);
    CHECK(parse({"cache", "gc", "--max-bytes", "10 KiB"}).max_bytes == 10'240u);
    CHECK(parse({"cache", "gc", "--older-than", "7d"}).older_than == std::chrono::hours(168));
    CHECK(has(refused({"cache", "gc", "--older-than", "x"}), "'x' is no time"));
    CHECK(has(refused({"cache", "gc", "--older-than", "-1d"}), "'-1d' is below zero"));
    CHECK(has(refused({"cache", "gc", "--max-bytes", "-1"}), "'-1' is no size"));
    CHECK(parse({"runs", "gc", "--keep-runs", "0"}).keep_runs == 0u);
    CHECK(parse({"runs", "--color", "always"}).colours == colour_choice::always);
    CHECK(parse({"--color=never"}).colours == colour_choice::never);
}

TEST_CASE("what is typed wrongly is said, with the nearest", "[cli]") {
    CHECK(refused({"rnu"}) == "'rnu' is no command of 'mill'; did you mean 'run'?");
    CHECK(refused({"qqqqqq"}) == "'qqqqqq' is no command of 'mill'; see 'mill --help'");
    CHECK(refused({"runs", "lst"}) == "'lst' is no command of 'mill'; did you mean 'runs list'?");
    CHECK(refused({"--rige", "1"}) == "'mill run' does not take '--rige'; did you mean '--ridge'?");
    CHECK(refused({"plan", "--rige=1"}) ==
          "'mill plan' does not take '--rige=1'; did you mean '--ridge'?");
    CHECK(refused({"runs", "list", "--jsno"}) ==
          "'mill runs list' does not take '--jsno'; did you mean '--json'?");
    CHECK(refused({"--ridge", "1", "stray"}) ==
          "'mill run' does not take 'stray'; see 'mill run --help'");
    CHECK(refused({"--ridge", "1", "plan"}) ==
          "'mill run' does not take 'plan'; a command goes before its options");
    CHECK(refused({"--json", "rnu"}) == "'rnu' is no command of 'mill'; did you mean 'run'?");
    CHECK(refused({"--repo", "x", "runs", "lst"}) ==
          "'lst' is no command of 'mill'; did you mean 'runs list'?");
    CHECK(refused({"cache", "explain", "x", "--rige", "6"}) ==
          "'mill cache explain' does not take '--rige'; did you mean '--ridge'?");
    CHECK(refused({"dump", "x", "--frob", "3"}) ==
          "'mill dump' does not take '--frob'; see 'mill dump --help'");
    CHECK(refused({"cache", "explain", "x", "y"}) ==
          "NODE is given twice; give it once; see 'mill cache explain --help'");
    CHECK(refused({"run", "--ridge"}) == "--ridge: a value is missing; see 'mill run --help'");
    CHECK(refused({"run", "--sizes"}) == "--sizes: a value is missing; see 'mill run --help'");
    CHECK(refused({"--ridge", "1", "--ridge", "1"}) ==
          "--ridge is given twice; give it once; see 'mill run --help'");
    CHECK(refused({"runs", "list", "--limit", "x"}) ==
          "--limit: 'x' is no integer; see 'mill runs list --help'");
    CHECK(refused({"runs", "list", "--limit", "-1"}) ==
          "--limit: '-1' is not within 0 to 18446744073709551615; see 'mill runs list --help'");
    CHECK(refused({"--jobs", "x"}) ==
          "--jobs: Value x not in range 1 to 1024; see 'mill run --help'");
    CHECK(refused({"--jobs", "2.5"}) ==
          "--jobs: Value 2.5 not in range 1 to 1024; see 'mill run --help'");
    CHECK(value({"--strict="}, "strict") == words{""});
    CHECK(refused({"--jobs", "0"}) ==
          "--jobs: Value 0 not in range 1 to 1024; see 'mill run --help'");
    CHECK(refused({"dump"}) == "NODE is required; see 'mill dump --help'");
    CHECK(refused({"runs", "compare", "a"}) != "nothing");
    CHECK(refused({"--a b", "1"}) != "nothing");
}

TEST_CASE("the folder of the repo may come from the environment", "[cli]") {
    ::setenv("MILL_REPO", "there", 1);
    CHECK(parse({"runs"}).repo == "there");
    CHECK(parse({"runs", "--repo", "here"}).repo == "here");
    ::unsetenv("MILL_REPO");
    CHECK(parse({"runs"}).repo.empty());
    ::setenv("MILL_RIDGE", "3", 1); // is looked for when values are, as it may be in a file, too
    CHECK(value({}, "ridge").empty());
    ::unsetenv("MILL_RIDGE");
}

TEST_CASE("help begins with what one needs", "[cli]") {
    std::string const of_run = help({"run", "--help"});
    CHECK(of_run.find("Usage: mill run [OPTIONS]\n\nInputs:\n"
                      "  --csv FILE              what is ground\n"
                      "  --sizes NUMBER,...      of the sacks, in kg\n\nParameters:\n"
                      "  --ridge NUMBER          default: 0.5\n"
                      "  --strict[=true|false]   whether to shout (default: false)\n"
                      "  --title TEXT            default: a [b] {c}\n") != of_run.npos);
    CHECK(has(of_run, "  --set 'a b=...'  odd\n  --set 'jobs=...'\n"));
    CHECK(has(of_run, "MILL_CSV"));
    CHECK(has(of_run, "  -j, --jobs COUNT        How many nodes may run at once (default: 1)\n"));
    CHECK(help({"--ridge", "1", "-h"}) == of_run);
    std::string const whole = help({"--help"});
    CHECK(has(whole, "The pipeline 'mill'\n\nUsage: mill [COMMAND] [OPTIONS]\n\nCommands:\n"));
    CHECK(has(whole, "\nInputs:\n  --csv FILE "));
    CHECK(has(whole, "  --set 'a b=...'  odd\n"));
    CHECK(has(whole,
              "Not given here (the program gives it, or its type cannot be typed):\n  grid\n"));
    CHECK(refused({"run", "--grid", "1"}) == "'mill run' does not take '--grid': it is of a type "
                                             "that cannot be typed, or the program gives it");
    CHECK(help({"--json", "-h"}) == whole);
    CHECK(has(help({"runs", "compare", "-h"}), "Usage: mill runs compare ID ID [OPTIONS]\n"));
    CHECK(has(help({"runs", "remove", "-h"}), "Usage: mill runs remove ID... [OPTIONS]\n"));
    CHECK(has(help({"runs", "-h"}), "Usage: mill runs COMMAND [OPTIONS]\n"));
    CHECK(has(help({"dump", "-h"}), "Usage: mill dump NODE [OPTIONS]\n"));
    CHECK(has(help({"resume", "-h"}), "Usage: mill resume [ID] [OPTIONS]\n"));
}

TEST_CASE("every help fits into 80 columns and names what every command takes", "[cli]") {
    auto const all = command_line(mill).options();
    CHECK(all.size() > 15);
    for (auto const& [path, options] : all) {
        words typed;
        std::istringstream in(path);
        for (std::string word; in >> word;) typed.push_back(word);
        typed.emplace_back("--help");
        std::string const text = help(typed);
        INFO(text);
        CHECK(has(text, "  --json  "));
        CHECK(text.find("  -h, --help") == text.rfind("  -h, --help"));
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) CHECK(columns_of(line) <= 80);
        for (std::string const& option : options) CHECK(has(text, option));
    }
}
