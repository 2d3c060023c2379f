#!/usr/bin/env bash
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.
#
# check.sh itself: each program of selftest/ must be reported as it says after `// reported:`; one that
# says nothing of the kind must pass.
#
#   selftest.sh COMPILER
set -u
here=$(cd "$(dirname "$0")" && pwd)
failed=0
for file in "$here"/selftest/*.cpp; do
    output=$("$here/check.sh" -c "$1" "$file" 2>&1)
    status=$?
    reported=$(sed -n 's@^// reported: @@p' "$file")
    if [ -z "$reported" ]; then
        [ "$status" -eq 0 ] && continue
        echo "FAILED ${file##*/}: should pass"
    else
        [ "$status" -eq 1 ] && grep -qF -- "$reported" <<<"$output" && continue
        echo "FAILED ${file##*/}: should be reported with: $reported"
    fi
    sed 's/^/  | /' <<<"$output"
    failed=1
done

# A folder without programs is no success, nor is a compiler that does not run.
empty=$(mktemp -d) || exit 2
"$here/check.sh" -c "$1" "$empty" >/dev/null 2>&1 && echo "FAILED: an empty folder passes" && failed=1
"$here/check.sh" -c "$empty/none" "$here/selftest" >/dev/null 2>&1 && echo "FAILED: no compiler passes" && failed=1

# What passed is left alone until it changes; what failed is tried again.
program=$empty/refused.cpp
cp "$here/selftest/refused.cpp" "$program"
again() { "$here/check.sh" -c "$1" -s "$empty/stamps" "$program" 2>&1 | tail -n 1; }
case $(again "$1") in *' 0 of them unchanged, 0 failed') ;; *) echo "FAILED: a first try" && failed=1 ;; esac
case $(again "$1") in *' 1 of them unchanged, 0 failed') ;; *) echo "FAILED: a second try" && failed=1 ;; esac
sleep 0.05
cp "$here/selftest/compiles.cpp" "$program"
for _ in 1 2; do
    case $(again "$1") in *' 0 of them unchanged, 1 failed') ;; *) echo "FAILED: a changed program" && failed=1 ;; esac
done
rm -rf "$empty"
exit $failed
