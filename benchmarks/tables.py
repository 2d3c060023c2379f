# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
"""The tables of figures in README.md and docs/: which command makes each, and of which version of the files it is.

A table stands in its page between two comments of HTML. The first has the command and a stamp: a digest of the files
that the table measures, without comments and white space. Below the table stands for readers when it was made and of
which commit. `scripts/check_tables` computes the stamps anew.
"""
import collections
import datetime
import functools
import hashlib
import os
import re
import subprocess

# pages: where the table stands. command: what makes it. headers: what it measures, with all that they include; "*" stands
# for every file of include/leat. programs: the sources that measure, by patterns.
Table = collections.namedtuple("Table", "pages command headers programs")

tables = {
    "run": Table(["docs/benchmarks-run.md", "README.md"],
                 "benchmarks/run/report build/bench/benchmarks/run/bench_run",
                 ["leat/dsl/pipeline.hpp", "leat/session/run.hpp"],
                 ["benchmarks/run/*.cpp", "benchmarks/run/*.hpp", "benchmarks/run/*.cmake", "tests/cost/workloads.hpp"]),
    "parallel": Table(["docs/benchmarks-parallel.md", "README.md"],
                      "benchmarks/parallel/report build/bench/benchmarks/bench_parallel",
                      ["leat/leat.hpp", "leat/parallel.hpp"],
                      ["benchmarks/parallel/*.cpp", "benchmarks/parallel/*.hpp"]),
    "compile": Table(["docs/benchmarks-compile.md", "README.md"],
                     "benchmarks/compile/measure",
                     ["leat/leat.hpp"],
                     []),
    "sessions": Table(["docs/benchmarks-compile.md"],
                      "benchmarks/compile/sessions --before benchmarks/compile/before.json",
                      ["*"],
                      []),
    "cache": Table(["docs/benchmarks-cache.md"],
                   "benchmarks/cache/report build/bench/benchmarks/bench_cache build/bench/benchmarks/bench_fingerprint",
                   ["leat/leat.hpp", "leat/cache.hpp", "leat/catalog/archive.hpp"],
                   ["benchmarks/cache/*.cpp", "benchmarks/serial/*.cpp"]),
    "repo": Table(["docs/benchmarks-repo.md"],
                  "benchmarks/repo/report build/bench/benchmarks/bench_repo build/bench/benchmarks/bench_runs",
                  ["leat/leat.hpp", "leat/repo.hpp"],
                  ["benchmarks/repo/*.cpp"]),
}

# A comment, or what may look as if one began in it: a raw text, a text, a character.
token = re.compile(r'//(?:\\\n|[^\n])*|/\*.*?\*/|R"([^()\s\\]{0,16})\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'|\s+', re.DOTALL)
included = re.compile(r"^[ \t]*#[ \t]*include[ \t]*<(leat/[^>]+)>", re.MULTILINE)


def bare(text):
    """Code in C++ without comments and white space. An apostrophe between digits is none of a character."""
    def kept(match):
        what = match.group()
        return "" if what[0].isspace() or what.startswith(("//", "/*")) else what
    return token.sub(kept, re.sub(r"(?<=[0-9a-fA-F])'(?=[0-9a-fA-F])", "", text))


@functools.cache
def content(path):
    """What of a file counts."""
    text = path.read_text()
    return bare(text) if path.suffix in (".hpp", ".ipp", ".cpp") else text


def measured_files(root, table):
    """Paths from the root, sorted. A header that is not there is an error: it was renamed, and its table is to name the new one."""
    files = set()
    if table.headers == ["*"]:
        files = {p.relative_to(root).as_posix() for p in (root / "include/leat").rglob("*.[hi]pp")}
    else:
        waiting = list(table.headers)
        while waiting:
            name = "include/" + waiting.pop()
            if name in files:
                continue
            if not (root / name).exists():
                raise FileNotFoundError(f"{name} is not there")
            files.add(name)
            waiting += included.findall((root / name).read_text())
    for pattern in table.programs:
        files |= {p.relative_to(root).as_posix() for p in root.glob(pattern)}
    return sorted(files)


def digest(root, table):
    """The stamp of the table of today's files."""
    total = hashlib.sha256()
    for name in measured_files(root, table):
        total.update(f"{name}\n{content(root / name)}\n".encode())
    return total.hexdigest()[:16]


def today():
    return datetime.date.today().isoformat()


def commit(root):
    """The commit of the checkout, with a mark where headers differ from it; the empty text outside of a clone."""
    def git(*words):
        return subprocess.run(["git", "-C", str(root), *words], capture_output=True, text=True).stdout.strip()
    name = git("rev-parse", "--short=10", "HEAD")
    return name + (" and changes" if name and git("status", "--porcelain", "--", "include") else "")


def machine(program):
    """For readers: on what a program ran, and what compiled it, as it says itself."""
    said = subprocess.run(["readelf", "-p", ".comment", program], capture_output=True, text=True).stdout
    found = [line.split("]", 1)[1].strip() for line in said.splitlines() if "]" in line]
    compilers = [line for line in found if "clang" in line and "LLD" not in line] or found
    return f"{os.cpu_count()} cores" + (f", compiled by {compilers[0]}" if compilers else "")


def begin_of(name):
    return re.compile(rf"^<!-- table {name}: made by `([^`]*)`, stamp ([0-9a-f]{{16}}) -->\n", re.MULTILINE)


def end_of(name):
    return f"<!-- end of table {name} -->\n"


def write(root, name, texts, stamp=None, made_of=None):
    """Puts the table into its pages. `texts`: for each page what stands between the comments; a text alone for the only page.
    `stamp`, `made_of`: of the figures, where they were not taken just now."""
    table = tables[name]
    if isinstance(texts, str):
        texts = {table.pages[0]: texts}
    made_of = made_of or f"commit {commit(root)}, {today()}"
    for page, text in texts.items():
        path = root / page
        old = path.read_text()
        begin = begin_of(name).search(old)
        end = old.find(end_of(name))
        if not begin or end < begin.end():
            raise SystemExit(f"{page} has no place for the table '{name}': give it the comments that benchmarks/tables.py reads")
        note = f"*Figures of {made_of}.*"
        new = (f"<!-- table {name}: made by `{table.command}`, stamp {stamp or digest(root, table)} -->\n\n"
               f"{text.strip()}\n\n{note}\n\n")
        path.write_text(old[:begin.start()] + new + old[end:])
