// Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#include <leat/cli/completion.hpp>

#include <catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

using namespace leat::detail;

namespace {

program_words const mill = [] {
    program_words made;
    made.name = "my-mill";
    made.values = {{"csv", "FILE", "", "", true, false}, {"ridge", "NUMBER", "", "", false, false}};
    made.nodes = {"lines", "eu.part", "a b", "$(touch completion_test_was_here)"};
    return made;
}();
options_by_command const commands{{"", {"--help", "--repo", "--json"}},
                                  {"run ", {"--csv", "--ridge", "--only"}},
                                  {"runs ", {}},
                                  {"runs list ", {"--limit"}},
                                  {"dump ", {"--out"}}};

/// What bash completes the words with: those after the program's name.
std::string completed(std::string const& words) {
    std::ofstream("completion_test.sh")
        << completion_script("bash", mill, commands) << "COMP_WORDS=(my-mill " << words
        << ")\nCOMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n_my_mill_complete\necho "
           "\"${COMPREPLY[*]}\"\n";
    std::FILE* const bash = ::popen("bash completion_test.sh 2>&1", "r");
    REQUIRE(bash != nullptr);
    std::string all;
    for (int c; (c = std::fgetc(bash)) != EOF;) all += static_cast<char>(c);
    ::pclose(bash);
    std::remove("completion_test.sh");
    return all.substr(0, all.find('\n'));
}

} // namespace

TEST_CASE("bash completes commands, options and names", "[cli]") {
    if (std::system("bash -c 'compgen -W x' >/dev/null 2>&1") != 0) return;
    CHECK(completed("du") == "dump");
    CHECK(completed("r") == "run runs");
    CHECK(completed("runs ''") == "list --help --repo --json");
    CHECK(completed("runs list --l") == "--limit");
    CHECK(completed("run --r") == "--ridge --repo");
    CHECK(completed("--o") == "--only");
    CHECK(completed("run --only e") == "eu.part");
    CHECK(completed("dump ''") == "lines eu.part");
    CHECK(completed("cache explain l") == "lines");
    CHECK(completed("cache remove l") == "lines");
    CHECK(completed("runs list l").empty());
    CHECK(completed("run --csv completion_te") == "completion_test.sh");
    CHECK(std::remove("completion_test_was_here") != 0);
}

TEST_CASE("the scripts of the other shells", "[cli]") {
    CHECK(completion_script("zsh", mill, commands) ==
          "autoload -U +X bashcompinit && bashcompinit\n" +
              completion_script("bash", mill, commands));
    std::string const fish = completion_script("fish", mill, commands);
    CHECK(fish.find("complete -c 'my-mill' -n __fish_use_subcommand -f -a dump\n") != fish.npos);
    CHECK(fish.find("complete -c 'my-mill' -n '__fish_seen_subcommand_from runs; and "
                    "__fish_seen_subcommand_from list' -l limit\n") != fish.npos);
    CHECK(fish.find("-n '__fish_seen_subcommand_from dump' -f -a 'lines eu.part'\n") != fish.npos);
    CHECK(fish.find("touch") == fish.npos);
}
