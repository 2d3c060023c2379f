#!/usr/bin/env bash
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
# A source that is compiled apart from leat's bodies opens no header of the libraries that only the bodies
# need. A source that needs leat::context alone opens hardly a header.
#
#   includes.sh COMPILER INCLUDE_FOLDER
set -u
compiler=$1 include=$2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0

# opened HEADER [DEFINITION]: what a source with this header opens
opened() {
    echo "#include <$1>" >"$work/source.cpp"
    "$compiler" -std=c++20 -I "$include" -DLEAT_WITH_UI "${@:2}" -M "$work/source.cpp" | tr ' \\' '\n\n' || exit 2
}

# of HEADER PATTERN...
of() {
    local header=$1 pattern apart whole
    apart=$(opened "$header" -DLEAT_SEPARATE_COMPILATION)
    whole=$(opened "$header")
    for pattern in "${@:2}"; do
        if grep -E "$pattern" <<<"$apart"; then
            echo "FAILED: <$header>, compiled apart, opens what $pattern finds"
            failed=1
        fi
        if ! grep -qE "$pattern" <<<"$whole"; then
            echo "FAILED: <$header> with its bodies does not open what $pattern finds: this test looks for nothing"
            failed=1
        fi
    done
}

of leat/cli.hpp '/tbb/' '/CLI/' '/nlohmann/' '/toml\+\+/' '/httplib\.h$' '/sqlite3\.h$'
of leat/repo.hpp '/sqlite3\.h$'

# A source that has functions of nodes includes a context alone, which costs little more than <string>.
light=$(opened leat/context.hpp)
if ! grep -q '/string_view$' <<<"$light"; then
    echo "FAILED: what <leat/context.hpp> opens is not found: this test looks for nothing"
    failed=1
fi
if grep -E '/(boost|leat/(dsl|graph|run))/|/(algorithm|chrono|filesystem|functional|iostream|memory|mutex|stop_token|string|thread|vector)$' <<<"$light"; then
    echo "FAILED: <leat/context.hpp> opens these, which cost more than it may"
    failed=1
fi
exit $failed
