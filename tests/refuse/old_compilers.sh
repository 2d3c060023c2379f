#!/usr/bin/env bash
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
# An old standard, and a compiler that is too old, get one sentence, whichever header comes first.
#
#   old_compilers.sh COMPILER INCLUDE_FOLDER
set -u
export LC_ALL=C
compiler=$1 include=$2
failed=0
refused() { # HEADER SENTENCE FLAG...
    local header=$1 sentence=$2 output
    shift 2
    if output=$(echo "#include <$header>" | "$compiler" -w "$@" -fsyntax-only -I "$include" -x c++ - 2>&1); then
        output="it compiles"
    elif grep -qE "error: .*$sentence" <<<"$output" && [ "$(grep -c 'error: ' <<<"$output")" -le 2 ] &&
        [ "$(wc -l <<<"$output")" -le 60 ]; then
        return
    fi
    failed=1
    printf 'FAILED: %s with %s\n' "$header" "$*"
    head -n 20 <<<"$output"
}

cd "$include" || exit 2
# The name of a version of which leat needs a newer one.
old=(-U__GNUC__ -D__GNUC__=11)
"$compiler" --version | grep -qi clang && old=(-U__clang_major__ -D__clang_major__=15)
for header in leat/*.hpp; do
    [ "$header" = leat/src.hpp ] || refused "$header" 'leat: the standard is older than C\+\+20' -std=c++17
done
for header in $(find leat/*/ -name '*.hpp' | sort); do
    grep -q '^#include <leat/' "$header" || grep -q 'R"' "$header" || [ "$header" = leat/support/compiler.hpp ] ||
        refused "$header" 'leat: the standard is older than C\+\+20' -std=c++17
done
refused leat/leat.hpp 'leat: this .* is too old' -std=c++20 "${old[@]}"
exit $failed
