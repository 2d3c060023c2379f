#!/usr/bin/env bash
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
# Where leat's bodies are compiled apart, an umbrella header declares the same names for users.
#
#   names.sh CLANG INCLUDE_FOLDER
set -u
compiler=$1 include=$2
failed=0

# Header-only, these come with the bodies of others. A program that uses them includes their header.
apart_from='^leat::(is_run_id|max_query_(parentheses|text)|parse_query|query_mismatch_(sql|text)|query_sql|lay_out_by_graphviz|lay_out_layered)$'

# names HEADER [FLAG]: what stands in namespace leat, and in no namespace in it
names() {
    echo "#include <leat/$1.hpp>" |
        "$compiler" -std=c++20 -fsyntax-only -Xclang -ast-list -I "$include" "${@:2}" -x c++ - |
        grep -E '^leat::[a-z_0-9]+$' | grep -vE "$apart_from" | sort -u
}

for header in leat hooks catalog cache repo parallel view; do
    whole=$(names "$header")
    if [ "$(wc -l <<<"$whole")" -lt 20 ]; then
        echo "FAILED: <leat/$header.hpp> declares hardly a name: this test looks for nothing"
        failed=1
    fi
    if missing=$(comm -23 <(echo "$whole") <(names "$header" -DLEAT_SEPARATE_COMPILATION) | grep .); then
        echo "FAILED: <leat/$header.hpp>, compiled apart, does not declare:"
        echo "$missing"
        failed=1
    fi
done
exit $failed
