#!/usr/bin/env bash
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
# Each header stands alone also where its bodies are compiled apart. Those without bodies of their own are
# tried as they are, by the target that verifies them.
#
#   headers.sh COMPILER INCLUDE_FOLDER [JOBS]
set -u
compiler=$1 include=$2 jobs=${3:-2}
cd "$include" || exit 2
mapfile -t headers < <(grep -l LEAT_SEPARATE_COMPILATION leat/*/*.hpp; ls leat/*.hpp | grep -vx leat/src.hpp)
[ ${#headers[@]} -gt 8 ] || { echo "no headers in $include" >&2; exit 2; }
printf '%s\n' "${headers[@]}" |
    xargs -P "$jobs" -I{} sh -c 'echo "#include <$1>" | "$2" -std=c++20 -I. -DLEAT_SEPARATE_COMPILATION \
        -Wall -Wextra -Werror -fsyntax-only -x c++ - || { echo "FAILED: $1"; exit 1; }' - {} "$compiler" || exit 1
echo "${#headers[@]} headers stand alone, compiled apart"
