#!/usr/bin/env bash
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
# With libc++ all of leat compiles, and a pipeline runs; without the flag that libc++ needs there is one sentence.
# Nothing that is stored: Debian's Boost.Serialization is built with libstdc++.
#
#   check.sh CLANG INCLUDE_FOLDER
set -u
compiler=$1 include=$2
here=$(dirname "$0")
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
wrong() {
    echo "FAILED: $*"
    failed=1
}
plain=("$compiler" -std=c++20 -stdlib=libc++ -I "$include" -Wall -Wextra -Werror)
flagged=("${plain[@]}" -fexperimental-library)

for header in "$include"/leat/*.hpp; do
    [ "${header##*/}" = src.hpp ] || echo "#include <leat/${header##*/}>"
done >"$work/all.cpp"
[ "$(wc -l <"$work/all.cpp")" -ge 8 ] || wrong "no headers in $include"
"${flagged[@]}" -fsyntax-only "$work/all.cpp" || wrong "not all headers compile"
"${flagged[@]}" -DLEAT_SEPARATE_COMPILATION -fsyntax-only "$here/../consumer/program.cpp" || wrong "a program with a command line does not compile"

"${flagged[@]}" "$here/../consumer/main.cpp" -o "$work/program" && "$work/program" ||
    wrong "a program does not run"

output=$("${plain[@]}" -fsyntax-only "$here/../consumer/main.cpp" 2>&1) && wrong "it compiles without the flag"
sentence='compile and link with -fexperimental-library'
grep -qF "$sentence" <<<"$output" || wrong "without the flag nobody says: $sentence"
[ "$(grep -c 'error: ' <<<"$output")" -le 2 ] || wrong "without the flag there are more than two errors: $output"
exit $failed
