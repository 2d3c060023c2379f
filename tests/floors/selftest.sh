#!/usr/bin/env bash
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
# scripts/check_floors itself, on small houses that are right or wrong in one way each.
set -u
check=$(cd "$(dirname "$0")/../.." && pwd)/scripts/check_floors
house=$(mktemp -d) || exit 2
trap 'rm -rf "$house"' EXIT
failed=0

# header PATH INCLUDED...
header() {
    local path=$house/leat/$1 included
    mkdir -p "${path%/*}"
    shift
    printf '#pragma once\n' >"$path"
    for included in "$@"; do printf '#include <leat/%s>\n' "$included" >>"$path"; done
}
begin() {
    rm -rf "$house/leat"
    header support/row.hpp
    header dsl/name.hpp support/row.hpp
    header graph/table.hpp dsl/name.hpp
    header run/run.hpp graph/table.hpp
    header leat.hpp run/run.hpp dsl/name.hpp
}
# passes NAME, fails NAME TEXT
passes() {
    local output
    output=$("$check" "$house") && return
    printf 'FAILED %s: should pass\n%s\n' "$1" "$output"
    failed=1
}
fails() {
    local output status
    output=$("$check" "$house" 2>&1)
    status=$?
    [ $status -ne 0 ] && grep -qF -- "$2" <<<"$output" && return
    printf 'FAILED %s: should say: %s\n%s\n' "$1" "$2" "$output"
    failed=1
}

begin && passes "a right house"
begin && header graph/up.hpp support/row.hpp run/run.hpp && fails "up" "leat/graph/up.hpp:3: #include <leat/run/run.hpp>"
begin && header graph/a.hpp graph/b.hpp && header graph/b.hpp graph/a.hpp && fails "two headers" "a cycle of headers: leat/graph/a.hpp leat/graph/b.hpp"
begin && header graph/a.hpp graph/a.hpp && fails "a header itself" "a cycle of headers: leat/graph/a.hpp"
begin && header support/b.hpp dsl/name.hpp && fails "two folders" "a cycle of folders: "
begin && header graph/a.hpp leat.hpp && fails "an umbrella" "an umbrella, which is for users"
begin && header attic/a.hpp && fails "a folder unknown" "folder attic has no floor"
begin && printf '#include "row.hpp"\n' >"$house/leat/support/q.hpp" && fails "quotes" "include by <leat/...>"
begin && seq -f '// %g' 300 >"$house/leat/run/long.hpp" && passes "300 lines"
begin && seq -f '// %g' 301 >"$house/leat/run/long.hpp" && fails "301 lines" "leat/run/long.hpp:301: longer than 300 lines"
# Bodies are of the floor of their header, and as long as one; a header and its bodies include each other.
bodies() { header "$1/$2.hpp" "$1/impl/$2.ipp" && header "$1/impl/$2.ipp" "$1/$2.hpp" "${@:3}"; }
begin && bodies graph a support/row.hpp && passes "bodies"
begin && bodies graph a run/run.hpp && fails "bodies that go up" "leat/graph/impl/a.ipp:3: #include <leat/run/run.hpp>"
begin && bodies graph a graph/b.hpp && header graph/b.hpp graph/a.hpp && fails "a cycle through bodies" "a cycle of headers: leat/graph/a.hpp leat/graph/b.hpp"
begin && bodies graph a && seq -f '// %g' 301 >"$house/leat/graph/impl/a.ipp" && fails "301 lines of bodies" "leat/graph/impl/a.ipp:301: longer than 300 lines"
begin && header graph/impl/own.ipp graph/table.hpp && bodies graph a graph/impl/own.ipp && passes "what only bodies include"
begin && header graph/deep/impl/a.ipp && fails "bodies elsewhere" "bodies stand in leat/FOLDER/impl"
rm -rf "$house/leat" && mkdir "$house/leat" && fails "an empty house" "no headers"
exit $failed
