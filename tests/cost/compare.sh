#!/bin/sh
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
# Counts the instructions of a workload by hand and by leat, and compares: at most 1.02 times as many,
# the same number of allocations, the same result.
#   compare.sh PROGRAM WORKLOAD
set -eu
program=$1
workload=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

count() { # the side -> its instructions
    valgrind --tool=callgrind --callgrind-out-file="$work/$1" --collect-atstart=no \
        --toggle-collect="measured_${workload}_by_$1" "$program" "$workload" "$1" \
        >"$work/$1.out" 2>"$work/$1.err" || { cat "$work/$1.err" >&2; exit 1; }
    awk '/^(summary|totals):/ { print $2; exit }' "$work/$1"
}

hand=$(count hand)
leat=$(count leat)
echo "$workload: by hand $hand instructions, $(cat "$work/hand.out")"
echo "$workload: by leat $leat instructions, $(cat "$work/leat.out")"
cmp -s "$work/hand.out" "$work/leat.out" || { echo "results or allocations differ"; exit 1; }
awk -v hand="$hand" -v leat="$leat" 'BEGIN {
    if (hand + 0 < 100) { print "nothing was counted"; exit 1 }
    printf "ratio %.4f\n", leat / hand
    exit !(leat <= 1.02 * hand)
}'
