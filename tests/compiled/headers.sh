#!/usr/bin/env bash
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
# What users include stands alone also where leat's bodies are compiled apart. The single headers are tried with their
# bodies, by headers_stand_alone; each file of bodies by the compiled libraries.
#
#   headers.sh COMPILER INCLUDE_FOLDER [JOBS]
set -u
compiler=$1 include=$2 jobs=${3:-2}
cd "$include" || exit 2
mapfile -t headers < <(ls leat/*.hpp | grep -vx leat/src.hpp)
[ ${#headers[@]} -ge 8 ] || { echo "no headers in $include" >&2; exit 2; }
printf '%s\n' "${headers[@]}" |
    xargs -P "$jobs" -I{} sh -c 'echo "#include <$1>" | "$2" -std=c++20 -I. -DLEAT_SEPARATE_COMPILATION \
        -Wall -Wextra -Werror -fsyntax-only -x c++ - || { echo "FAILED: $1"; exit 1; }' - {} "$compiler" || exit 1
echo "${#headers[@]} headers stand alone, compiled apart"
