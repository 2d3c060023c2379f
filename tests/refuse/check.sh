#!/usr/bin/env bash
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
# Compiles programs that leat must refuse, and looks at how it does:
#
#   check.sh -c COMPILER [-s STAMPS] [-p HEADER] [-I DIR]... FILE_OR_FOLDER...
#
# A program passes if the compiler refuses it, its first error is a static assertion of leat's, and the
# output has what the program says of itself:
#
#   // expect: TEXT          the output has this text (also expect-gcc:, expect-clang:)
#   // sentence: none        the name of a function says it, where values and not types are at fault
#   // errors: N             so many errors; 1 if not said, "any" for whatever number (also errors-gcc:, ...)
#
# With GCC the sentence is preceded by 15 lines at most. A program named ok_* must compile instead.
# What passed is not tried again until a file, a header or the compiler changes, if a folder for
# STAMPS is given. HEADER is included before each program; it is read once for all of them.
set -u
export LC_ALL=C # quotes as in ASCII, sentences as in English

most_lines_before=15
an_error='^(.+:[0-9]+:[0-9]+|[^ ]+): ((fatal|internal compiler) )?error: '
our_sentence='static assertion failed.*: leat: '

# What FILE says after `// WORD:`, for every compiler and for this family.
said() { # FILE WORD FAMILY
    sed -nE "s@^// *$2(-$3)?: *@@p" "$1" | sed -E 's/[[:space:]]+$//'
}

# Prints what is wrong with how COMPILER took FILE, a line each.
complaints() { # FILE FAMILY STATUS OUTPUT
    local file=$1 family=$2 status=$3 output=$4
    case ${file##*/} in
    ok_*)
        [ "$status" -eq 0 ] || echo "it must compile, and does not"
        return
        ;;
    esac
    if [ "$status" -eq 0 ]; then
        echo "it must be refused, and compiles"
        return
    fi

    local text expected=0
    while IFS= read -r text; do
        expected=1
        grep -qF -- "$text" <<<"$output" || echo "missing from the output: $text"
    done < <(said "$file" expect "$family")
    [ "$expected" -eq 1 ] || echo "it does not say what to expect: give it a line '// expect: TEXT'"

    local errors wanted
    errors=$(grep -cE "$an_error" <<<"$output")
    wanted=$(said "$file" errors "$family" | tail -n 1)
    wanted=${wanted:-1}
    [ "$wanted" = any ] || [ "$errors" = "$wanted" ] || echo "$errors errors, not $wanted"

    local first
    first=$(grep -nE "$an_error" <<<"$output" | head -n 1)
    if [ "$(said "$file" sentence "$family")" = none ]; then
        :
    elif ! grep -qE "$our_sentence" <<<"$first"; then
        echo "the first error is none of leat's sentences: ${first#*:}"
    elif [ "$family" = gcc ] && [ "${first%%:*}" -gt $((most_lines_before + 1)) ]; then
        echo "$((${first%%:*} - 1)) lines before leat's sentence, more than $most_lines_before"
    fi
}

if [ "${1-}" = --one ]; then # REPORTS STAMPS FAMILY COMPILER FLAG... FILE
    shift
    reports=$1 stamps=$2 family=$3
    shift 3
    file=${!#}
    name=${file//\//_}
    started=$reports/$name.started
    touch "$started"
    output=$("$@" 2>&1)
    wrong=$(complaints "$file" "$family" $? "$output")
    if [ -n "$wrong" ]; then
        {
            printf 'FAILED %s (%s)\n' "$file" "$1"
            sed 's/^/  /' <<<"$wrong"
            printf '  output:\n'
            sed 's/^/  | /' <<<"$output"
        } >"$reports/$name.failed"
    elif [ -n "$stamps" ]; then
        mv "$started" "$stamps/$name"
    fi
    exit 0
fi

usage="usage: ${0##*/} -c COMPILER [-s STAMPS] [-p HEADER] [-I DIR]... FILE_OR_FOLDER..."
compiler='' stamps='' header='' includes=() flags=()
while getopts c:s:p:I: option; do
    case $option in
    c) compiler=$OPTARG ;;
    s) stamps=$OPTARG ;;
    p) header=$OPTARG ;;
    I)
        includes+=("$OPTARG")
        flags+=("-I$OPTARG")
        ;;
    *)
        echo "$usage" >&2
        exit 2
        ;;
    esac
done
shift $((OPTIND - 1))
if [ -z "$compiler" ] || [ $# -eq 0 ]; then
    echo "$usage" >&2
    exit 2
fi

version=$("$compiler" --version 2>&1) || {
    echo "${0##*/}: $compiler does not run: $version" >&2
    exit 2
}
family=gcc
grep -qi clang <<<"$version" && family=clang

files=()
for given in "$@"; do
    if [ -d "$given" ]; then
        for file in "$given"/*.cpp; do
            [ -e "$file" ] && files+=("$file")
        done
    else
        files+=("$given")
    fi
done
if [ ${#files[@]} -eq 0 ]; then
    echo "${0##*/}: no programs in $*" >&2
    exit 2
fi

# Stamps of another compiler or other flags say nothing.
if [ -n "$stamps" ]; then
    mkdir -p "$stamps"
    for_whom="$version
flags: ${flags[*]-}"
    if [ "$(cat "$stamps/.for" 2>/dev/null)" != "$for_whom" ]; then
        rm -f "$stamps"/*
        printf '%s\n' "$for_whom" >"$stamps/.for"
    fi
fi
unchanged() { # FILE
    local stamp=$stamps/${1//\//_}
    [ -n "$stamps" ] && [ -e "$stamp" ] &&
        [ -z "$(find "$1" "$0" ${includes[@]+"${includes[@]}"} -newer "$stamp" -print -quit)" ]
}

reports=$(mktemp -d) || exit 2
trap 'rm -rf "$reports"' EXIT
tried=()
for file in "${files[@]}"; do
    unchanged "$file" || tried+=("$file")
done
if [ ${#tried[@]} -gt 0 ]; then
    before=()
    if [ -n "$header" ]; then
        printf '#include <%s>\n' "$header" >"$reports/before.hpp"
        binary=gch
        [ "$family" = gcc ] || binary=pch
        "$compiler" -std=c++20 ${flags[@]+"${flags[@]}"} -x c++-header "$reports/before.hpp" \
            -o "$reports/before.hpp.$binary" || exit 2
        before=(-include "$reports/before.hpp")
    fi
    printf '%s\0' "${tried[@]}" | xargs -0 -n 1 -P 2 \
        "$BASH" "$0" --one "$reports" "$stamps" "$family" \
        "$compiler" -std=c++20 -fsyntax-only ${flags[@]+"${flags[@]}"} ${before[@]+"${before[@]}"} || exit 2
fi

failed=0
for report in "$reports"/*.failed; do
    [ -e "$report" ] || continue
    cat "$report"
    failed=$((failed + 1))
done
echo "$compiler: ${#files[@]} programs, $((${#files[@]} - ${#tried[@]})) of them unchanged, $failed failed"
[ "$failed" -eq 0 ]
