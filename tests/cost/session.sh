#!/bin/sh
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
# Counts the instructions of sessions that run chains of trivial nodes, and compares:
# - without services, those of the bare run, exactly;
# - with a hook for one node, as many more for a chain of 100 as for one of 50: the other nodes cost
#   nothing, to within a few instructions of the frame around them;
# - with a hook for every node, and with a catalog, as many for each node of 200 as for each of 100.
#   session.sh PROGRAM
set -eu
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

count() { # nodes, way -> instructions
    valgrind --tool=callgrind --callgrind-out-file="$work/out" --collect-atstart=no \
        --toggle-collect='*measured*' "$program" "$1" "$2" >"$work/said" 2>"$work/err" ||
        { cat "$work/err" >&2; exit 1; }
    awk '/^(summary|totals):/ { print $2; exit }' "$work/out"
}

for way in run bare one all catalog; do
    for nodes in 50 100 200; do
        echo "$way $nodes $(count "$nodes" "$way")"
    done
done | tee "$work/counts"

awk '{ n[$1, $2] = $3 }
function complain(text) { print "FAILED: " text; failed = 1 }
END {
    if (n["run", 100] < 100) complain("nothing was counted")
    for (nodes = 50; nodes <= 200; nodes *= 2)
        if (n["bare", nodes] != n["run", nodes]) complain("a session without services is no bare run")
    more = n["one", 100] - n["bare", 100] - (n["one", 50] - n["bare", 50])
    if (more > 8 || more < -8) complain("a hook of one node costs " more " on 50 others")
    if (n["one", 100] - n["bare", 100] > 4000) complain("a hook of one node costs too much")
    for (way in n) if (way ~ /^(all|catalog)/) ways[substr(way, 1, index(way, SUBSEP) - 1)] = 1
    for (way in ways) {
        ratio = (n[way, 200] - n[way, 100]) / (2 * (n[way, 100] - n[way, 50]))
        printf "%s: a node of 200 costs %.3f of one of 100\n", way, ratio
        if (ratio > 1.1) complain("the cost of a node grows with their number")
    }
    exit failed
}' "$work/counts"
