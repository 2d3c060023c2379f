#!/usr/bin/env bash
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
# scripts/check_tables itself, on a copy of this house in which the tables are right, and on copies that are wrong in one way.
#
#   selftest.sh [PYTHON]
set -u
python=${1:-python3}
export PYTHONDONTWRITEBYTECODE=1
leat=$(cd "$(dirname "$0")/../.." && pwd)
all=$(mktemp -d) || exit 2
trap 'rm -rf "$all"' EXIT
failed=0

# As if every command had just run, with the figures that are there.
right=$all/right
mkdir -p "$right/tests"
cp -R "$leat/README.md" "$leat/docs" "$leat/include" "$leat/benchmarks" "$right/"
cp -R "$leat/tests/cost" "$right/tests/"
"$python" - "$right" <<'END' || exit 2
import pathlib, sys
root = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(root / "benchmarks"))
import tables
for name, table in tables.tables.items():
    texts = {}
    for page in table.pages:
        text = (root / page).read_text()
        begin = tables.begin_of(name).search(text)
        texts[page] = text[begin.end():text.index(tables.end_of(name))]
    tables.write(root, name, texts, made_of="commit 1234567890, 2026-11-30")
END
house=$all/house
begin() {
    rm -rf "$house"
    cp -R "$right" "$house"
}
# passes NAME OPTION..., fails NAME TEXT OPTION...
passes() {
    local name=$1 output
    shift
    output=$("$python" "$leat/scripts/check_tables" "$@" "$house" 2>&1) && return
    printf 'FAILED %s: should pass\n%s\n' "$name" "$output"
    failed=1
}
fails() {
    local name=$1 text=$2 output status
    shift 2
    output=$("$python" "$leat/scripts/check_tables" "$@" "$house" 2>&1)
    status=$?
    [ $status -eq 1 ] && grep -qF -- "$text" <<<"$output" && return
    printf 'FAILED %s: should say: %s\n%s\n' "$name" "$text" "$output"
    failed=1
}

step=$house/include/leat/run/result.hpp
begin && passes "tables just made"
begin && sed -i 's|^#pragma once|// Another comment.\n\n#pragma   once /* and one more */|' "$step" && passes "a comment and white space"
begin && echo 'inline int another_line = 1;' >>"$step"
output=$("$python" "$leat/scripts/check_tables" "$house")
for name in "run in docs/benchmarks-run.md, run in README.md; made anew by \`benchmarks/run/report" \
    "compile in docs/benchmarks-compile.md, compile in README.md; made anew by \`benchmarks/compile/measure\`" \
    "sessions in docs/benchmarks-compile.md; made anew by" \
    "parallel in docs/benchmarks-parallel.md" "cache in docs/benchmarks-cache.md" "repo in docs/benchmarks-repo.md"; do
    grep -qF -- "$name" <<<"$output" && continue
    printf 'FAILED a header of the run: should say: %s\n%s\n' "$name" "$output"
    failed=1
done
passes "a header of the run, stamps alone" --stamps
"$python" - "$leat" <<'END'
import pathlib, sys
root = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(root / "benchmarks"))
import tables
assert tables.bare('auto a = "x // y"; // z\n') == 'autoa="x // y";'
assert tables.bare('R"(a /* b */ "c)" /* d */ 1') == 'R"(a /* b */ "c)"1'
assert tables.bare("int a = 1'000; /* b */ char c = '\"'; // d\n") == "inta=1000;charc='\"';"
END
[ $? -eq 0 ] || failed=1
begin && echo 'int more = 1;' >>"$house/include/leat/repo/hold.hpp" && fails "a header of the repo" "repo in docs/benchmarks-repo.md"
"$python" "$leat/scripts/check_tables" "$house" | grep -q "run in docs" && echo "FAILED: the run has nothing of the repo" && failed=1
begin && echo 'int more = 1;' >>"$house/benchmarks/cache/main.cpp" && fails "a program that measures" "cache in docs/benchmarks-cache.md"
begin && rm "$house/include/leat/repo.hpp" && fails "a header renamed" "include/leat/repo.hpp is not there" --stamps
begin && sed -i '/^<!-- table run:/d' "$house/README.md" && fails "no stamp" "README.md: table 'run' has no stamp" --stamps
begin && sed -i 's/^<!-- table run: made by `/&by hand, /' "$house/README.md" && fails "another command" "and its comment says \`by hand, " --stamps
begin && sed -i '/^\*Figures of commit/d' "$house/README.md" && fails "readers are not told" "does not say to readers" --stamps
begin && printf '\n| us | |\n| --- | --- |\n| a | 1 |\n' >>"$house/docs/benchmarks-cache.md" && fails "by hand" "a table that no command makes" --stamps
exit $failed
