# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
"""The programs that `sessions` compiles.

A program has a pipeline of n nodes in a chain with a fan: node i takes the results of i - 1 and of i / 2, every third
the first of them by value, every fifth that one alone. A result is a small struct of numbers, texts or vectors, in four
shapes in turn; with few types there are four, with each there is one for each node. The functions are short, and they
stand in the same source, as in most first programs: what they cost by themselves is in the row "by hand".
"""

umbrellas = ["leat", "hooks", "catalog", "cache", "repo", "parallel", "view", "cli"]

# What each row compiles: umbrellas, and the body of main.
services = {
    "by hand": ((), '    std::printf("%g\\n", by_hand(1.5));\n'),
    "bare": (("leat",), '    std::printf("%g\\n", number(leat::run<p, "LAST">("in"_n = 1.5)["LAST"_n]));\n'),
    "hooks": (("hooks", "leat"),
              '    auto const app = leat::session<p>(leat::hooks::progress());\n'
              '    std::printf("%g\\n", number(app.run("in"_n = 1.5)["LAST"_n]));\n'),
    "cache": (("cache", "leat"),
              '    auto const app = leat::session<p>(leat::cache(leat::memory_store{}));\n'
              '    std::printf("%g\\n", number(app.run("in"_n = 1.5)["LAST"_n]));\n'),
    "repo": (("leat", "repo"),
             '    leat::repo const repo(argc > 1 ? argv[1] : ".leat");\n'
             '    auto const app = leat::session<p>(repo);\n'
             '    std::printf("%g\\n", number(app.run("in"_n = 1.5)["LAST"_n]));\n'),
    "all": (("cache", "hooks", "leat", "parallel", "repo"),
            '    leat::repo const repo(argc > 1 ? argv[1] : ".leat");\n'
            '    auto const app = leat::session<p>(leat::cache(repo), repo, leat::parallel(2), leat::hooks::progress());\n'
            '    auto const made = app.run("in"_n = 1.5);\n'
            '    std::printf("%g\\n", number(made["LAST"_n]));\n'
            '    auto const planned = app.plan("in"_n = 2.5);\n'
            '    std::printf("%zu nodes in the plan\\n", planned.nodes.size());\n'
            '    std::printf("%g\\n", number(app.resume(made.info().id)["LAST"_n]));\n'),
    "main": (("cli",), ""),
}
titles = {"by hand": "the same calls by hand", "bare": "bare run", "hooks": "session with `progress()`",
          "cache": "session with a cache", "repo": "session with a repo",
          "all": "cache, repo, parallel, progress; run, resume, plan", "main": "`leat::main`"}

shapes = ("double mean; double spread; int count;",
          "std::string title; double score;",
          "std::vector<double> values;",
          "std::vector<std::string> words; double weight; int rank;")
numbers = ("a.mean", "a.score", "a.values.back()", "a.weight + a.rank")
makes = ("{{x + {i}, y / 2, {i}}}",
         '{{"node {i}", x - y}}',
         "{{{{x, y, x * y}}}}",
         '{{{{"of", "node"}}, x * 0.5 + y, {i}}}')


def type_of(i, kind):
    return f"r{i % 4 if kind == 'few' else i}"


def sources(i):
    """The nodes that node i takes from."""
    return [i - 1] if i % 5 == 0 or i // 2 == i - 1 else [i - 1, i // 2]


def functions(n, kind):
    lines = []
    for i in range(min(n, 4) if kind == "few" else n):
        lines.append(f"struct r{i} {{\n    {shapes[i % 4]}\n}};\ndouble number(r{i} const& a) {{ return {numbers[i % 4]}; }}\n")
    lines.append(f"{type_of(0, kind)} f0(double x, double y) {{ return {makes[0].format(i=0)}; }}\n")
    for i in range(1, n):
        taken = [type_of(s, kind) for s in sources(i)]
        first = f"{taken[0]} a" if i % 3 == 0 else f"{taken[0]} const& a"
        rest = f", {taken[1]} const& b" if len(taken) > 1 else ""
        lines.append(f"{type_of(i, kind)} f{i}({first}{rest}) {{\n    double const x = number(a), y = {'number(b)' if rest else '1'};\n"
                     f"    return {makes[i % 4].format(i=i)};\n}}\n")
    return "".join(lines)


def pipeline(n):
    lines = ['constexpr auto p = leat::pipeline(\n    "p", leat::input<double>("in"), leat::param("scale", 2.0),\n'
             '      leat::node("n0", f0, "in", "scale") | leat::cached | leat::version(1)']
    for i in range(1, n):
        taken = ", ".join(f'"n{s}"' for s in sources(i))
        lines.append(f',\n    leat::node("n{i}", f{i}, {taken}) | leat::cached | leat::version(1)')
    return "".join(lines) + ");\n"


def by_hand(n, kind):
    lines = [f"double by_hand(double in) {{\n    {type_of(0, kind)} const v0 = f0(in, 2.0);\n"]
    for i in range(1, n):
        taken = ", ".join(f"v{s}" for s in sources(i))
        lines.append(f"    {type_of(i, kind)} const v{i} = f{i}({taken});\n")
    return "".join(lines) + f"    return number(v{n-1});\n}}\n"


def program(service, n, kind):
    """The whole program: it prints a number, which is the same for each service and kind of types."""
    headers, body = services[service]
    lines = [f"#include <leat/{h}.hpp>\n" for h in headers]
    lines.append("\n#include <cstdio>\n#include <string>\n#include <vector>\n\nnamespace {\n\n")
    lines.append(functions(n, kind))
    lines.append("\n" + (by_hand(n, kind) if service == "by hand" else pipeline(n)) + "\n} // namespace\n\n")
    if service == "main":
        lines.append("int main(int argc, char** argv) { return leat::main<p>(argc, argv); }\n")
    else:
        if service != "by hand":
            lines.append("using namespace leat::literals;\n\n")
        lines.append(f"int main([[maybe_unused]] int argc, [[maybe_unused]] char** argv) {{\n{body.replace('LAST', f'n{n-1}')}}}\n")
    return "".join(lines)


def include_alone(umbrella):
    return f"#include <leat/{umbrella}.hpp>\n"


def library():
    """leat's own code, which is compiled once where users compile it apart."""
    return "".join(include_alone(u) for u in umbrellas) + "#include <leat/src.hpp>\n"
