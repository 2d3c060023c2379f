#!/bin/sh
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

# Drives the program of app.cpp, which is given as $1, through pipes: what it prints, its exit codes, what ends it.

[ -x "$1" ] || { echo "usage: pipe.sh APP: expected a program, got '$1'" >&2; exit 2; }
app=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
name=$(basename "$1")
work=$(mktemp -d) || exit 2
trap 'cd /; chmod -R u+w "$work"; rm -rf "$work"' EXIT
trap 'exit 2' INT TERM
cd "$work" || exit 2
variable=
unset NO_COLOR COLUMNS MILL_RIDGE MILL_TITLE MILL_REPO MILL_CSV
TERM=xterm
export TERM

fail() {
    echo "pipe.sh: $*" >&2
    exit 1
}
said() { printf '%s\n--- standard error:\n%s\n' "$(head -20 out)" "$(head -20 err)"; }

# go CODE ARGUMENTS...: runs the program, and expects that it ends so.
go() {
    wanted=$1
    shift
    env ${variable:+"$variable"} "$app" "$@" >out 2>err </dev/null
    got=$?
    [ $got -eq "$wanted" ] || fail "expected '$name $*' to end with $wanted, got $got: $(said)"
    [ "$wanted" -eq 0 ] || [ -s err ] || fail "expected a message of '$name $*', got none"
    now="$name $*"
}
# with NAME=VALUE go ...: with that variable in the environment.
with() {
    variable=$1
    shift
    "$@"
    variable=
}
prints() { grep -qF -- "$1" out || fail "expected '$now' to print '$1', got: $(said)"; }
says() { grep -qF -- "$1" err || fail "expected '$now' to say '$1', got: $(said)"; }
prints_not() { ! grep -qF -- "$1" out || fail "expected '$now' not to print '$1', got: $(said)"; }
# What a person reads is one sentence in one line.
complains() {
    says "$name: $1"
    [ "$(grep -c . err)" -eq 1 ] || fail "expected one line of '$now', got: $(said)"
    [ ! -s out ] || fail "expected nothing on the standard output of '$now', got: $(said)"
}
# Nothing but one JSON value is on the standard output.
is_json() {
    if command -v node >/dev/null; then
        node -e 'JSON.parse(require("fs").readFileSync("out", "utf8"))' 2>/dev/null ||
            fail "expected '$now' to print JSON and nothing else, got: $(said)"
    else
        case $(head -c 1 out)$(tail -n 1 out) in
        '{}' | '{'*'}' | '[]' | '['*']') ;;
        *) fail "expected '$now' to print JSON and nothing else, got: $(said)" ;;
        esac
    fi
}
plain() {
    ! grep -q "$(printf '\033')" out err || fail "expected no codes for terminals of '$now', got: $(said)"
    ! grep -q "$(printf '\r')" out err || fail "expected no bar of '$now', got: $(said)"
}
newest() { "$app" runs list --limit 1 --json | sed -n 's/.*"'"$1"'": "\(.*\)".*/\1/p'; }
# until_running: waits until a run has begun its slow node.
until_running() {
    i=0
    until "$app" runs list --json 2>/dev/null | grep -q '"status": "running"'; do
        i=$((i + 1))
        [ $i -lt 200 ] || fail "expected a run that goes on, got none in 10 s"
        sleep 0.05
    done
    sleep 0.2
}

printf 'rye\nwheat\n' >mill.csv
base='--csv mill.csv --count 2 --sizes 1,2,3'

# ---- help
for command in '' run plan show check resume runs 'runs list' 'runs show' 'runs remove' \
    'runs compare' 'runs gc' cache 'cache list' 'cache explain' 'cache verify' 'cache remove' 'cache gc' \
    dump ui completion; do
        go 0 $command --help
    prints "Usage: $name${command:+ $command}"
    plain
done
go 0 --help
prints "--ridge NUMBER"
go 0 show
prints_not "Usage"
[ ! -e .leat ] || fail "expected that help and 'show' make no folder, got .leat"

# ---- every command, for people
go 0 $base
plain
prints "sacks"
prints "3.732050807568877"
prints "completed in"
go 0 plan $base --ridge 3
prints "would run"
prints "input 'ridge' (0.5 -> 3) has changed"
go 0 check $base
prints "can run: 9 nodes"
go 0 show --types
prints "std::vector<double>"
go 0 show --dot
prints 'digraph "mill"'
go 0 show --mermaid
prints "flowchart"
go 0 runs
prints "completed"
go 0 runs list "ridge > 0.1"
prints "completed"
go 0 runs list "ridge > 10"
prints_not "completed"
go 0 runs show
prints "ground"
prints "std::string"
prints_not "__cxx11"
go 0 $base --ridge 2
go 0 runs compare latest "$(newest id)"
prints "do not differ"
go 0 cache
prints "ground"
go 0 cache list nosuch
prints "The cache has nothing of 'nosuch'."
go 0 cache explain ground --csv mill.csv --ridge 7
prints "ground"
go 0 cache verify
go 0 cache gc --max-bytes 1GB --older-than 7d
go 0 cache gc --max-bytes 1 --dry-run
prints "ground"
prints "would be removed"
go 0 cache
prints "ground"
go 0 runs gc --max-bytes 1 --dry-run
prints "completed"
prints "1 run"
prints "would be removed"
go 0 runs gc --max-bytes 1GB --keep-runs 10 --older-than 7d
prints "0 runs"
go 0 dump ground --format shown
prints "4"
go 0 dump ground
prints "boost_serialization"
go 0 dump ground -o value.xml
[ -s value.xml ] || fail "expected 'dump -o value.xml' to write that file, got none"
for shell in bash zsh fish; do
    go 0 completion $shell
    prints "complete"
done
"$app" completion bash >script && bash -n script 2>/dev/null || ! command -v bash >/dev/null ||
    fail "expected 'completion bash' to be a script of bash, got: $(bash -n script 2>&1 | head -3)"
go 0 cache remove ground
prints "removed"
go 0 cache remove ground
prints "0 entries removed"

# ---- the same, for programs
go 0 $base --json --strict
is_json
plain
prints '"sacks": 3.732050807568877'
prints '"label": "it'"'"'s \"5%\" $HOME \\ {x},\tö! rye 1 2"'
for command in plan show 'runs list' runs 'runs show' 'runs compare latest latest' cache 'cache list' \
    'cache verify' 'cache gc' 'runs gc' 'runs gc --dry-run' 'cache explain sacks'; do
    case $command in
    plan) more=$base ;;
    *explain*) more="--count 1 --sizes 4" ;;
    *) more= ;;
    esac
        go 0 $command $more --json
    is_json
    plain
done
go 0 $base --json --display --display-cache
is_json
go 1 $base --json --ridge -1
[ ! -s out ] || is_json

# ---- nothing, and colours
go 0 $base -q
[ ! -s out ] && [ ! -s err ] || fail "expected nothing of '$now', got: $(said)"
go 0 runs list --color always
grep -q "$(printf '\033')" out || fail "expected colours of '$now', got: $(said)"
go 0 runs list --color=never
plain
with NO_COLOR=1 go 0 runs list
plain
with NO_COLOR=1 go 0 runs list --color always
grep -q "$(printf '\033')" out || fail "expected '--color always' to go before NO_COLOR, got: $(said)"

# ---- what fails: 1
go 1 $base --ridge -1
says "node 'ground' of pipeline 'mill' failed: ridge is negative"
says "to go on: $name resume $(newest id)"
[ "$(newest status)" = failed ] || fail "expected the run to be recorded as failed, got '$(newest status)'"
go 0 resume --ridge 1
prints "which went on from"
go 2 resume latest --ridge 1
complains "run '$(newest id)' has completed"
go 0 resume latest --from ground
# A part of the pipeline goes on as that part.
go 1 --csv mill.csv --ridge -1 --to ground --repo "my runs"
says "to go on: $name resume "
says "--repo 'my runs'"
go 0 resume --repo "my runs" --ridge 1
says "resumed)"
prints_not "sacks"
go 1 --csv mill.csv --ridge -1 --to ground
sliced=$(newest id)
go 0 resume "$sliced" --ridge 1
prints "resumed"
prints_not "sacks"
go 2 resume "$sliced" --ridge 1 --to grund
complains "pipeline 'mill' has no 'grund' for a slice to name; did you mean 'ground'?"
go 2 resume "$sliced" --ridge 1 --to sacks
complains "inputs are missing: --count, --sizes; see '$name resume --help'"
go 1 $base --ridge -1 --from lines
go 0 resume --ridge 1
prints_not "sacks"
go 1 resume latest --repo fresh
complains "there is no run of pipeline 'mill'"
go 1 resume --repo fresh
complains "there is no run of pipeline 'mill' to resume"
go 1 $base --kind nosuch
says "there are: 'sum', 'count'"
go 1 runs show nosuch
complains "there is no run 'nosuch'"
go 1 resume nosuch
complains "there is no run 'nosuch'"
go 1 dump label --run nosuch
go 1 $base --repo mill.csv
complains "cannot make a repo"
go 1 dump label -o mill.csv/at/all
go 1 $base --ridge 4 --report mill.csv/at/all -q

# ---- what is typed wrongly: 2
go 2
complains "inputs are missing: --csv, --count, --sizes; see '$name run --help'"
go 2 rnu
complains "'rnu' is no command of '$name'; did you mean 'run'?"
go 2 --json rnu
complains "'rnu' is no command of '$name'; did you mean 'run'?"
go 2 $base plan
complains "'plan' would be a value of '--sizes' there"
go 2 show --to grund
complains "pipeline 'mill' has no 'grund' for a slice to name"
go 2 cache explain grund $base
complains "pipeline 'mill' has no value named 'grund'; did you mean 'ground'?"
go 2 runs lst
complains "'lst' is no command of '$name'; did you mean 'runs list'?"
go 2 $base --rige 3
complains "'$name run' does not take '--rige'; did you mean '--ridge'?"
go 2 $base stray
go 2 $base plan
go 2 $base --only lable
says "did you mean 'label'?"
go 2 dump lable
says "did you mean 'label'?"
go 2 cache explain lable
says "did you mean 'label'?"
go 2 $base --set rige=1
says "did you mean 'ridge'?"
go 2 $base --set ridge
go 2 $base --ridge
complains "--ridge: a value is missing"
go 2 $base --ridge 1 --ridge 2
complains "--ridge is given twice"
go 2 $base --ridge 1 --set ridge=2
complains "'ridge' is given twice"
go 2 $base --ridge ''
complains "--ridge: '' is no number"
go 2 --csv mill.csv --count 99999999999 --sizes 1
complains "--count: '99999999999' is not within -2147483648 to 2147483647"
go 2 --csv mill.csv --count 1 --sizes 1,x
complains "--sizes: '1,x' has the part 'x', which is no number"
go 2 --csv nowhere.csv --count 1 --sizes 1
complains "--csv: 'nowhere.csv' does not exist"
go 2 --csv . --count 1 --sizes 1
complains "--csv: '.' is a folder"
go 2 --csv '' --count 1 --sizes 1
complains "--csv: '' is no path"
go 2 $base --jobs 0
go 2 $base --jobs -1
go 2 $base --wait 5parsecs
complains "--wait: '5parsecs' is no time"
go 2 runs list --limit -1
go 2 runs list 'ridge >'
go 2 cache gc --max-bytes much
go 2 cache gc --keep-runs 1
complains "'$name cache gc' does not take '--keep-runs'; for runs there is '$name runs gc'"
go 2 cache remove
go 2 cache remove grund
complains "neither the cache nor the pipeline has a node that makes 'grund'; did you mean 'ground'?"
go 2 runs compare latest
go 2 completion tcsh
go 2 $base --color nope
go 2 check --count 2 --csv mill.csv
complains "an input is missing: --sizes"
go 2 $base --only label --only root
says "widen the slice"

# ---- names as they are printed
go 0 $base --only 'halves, total' --json
prints '"total": 3.0'
go 0 runs show "$(newest id | cut -c17-)"
prints "halves"

# ---- what comes from files and is not text
printf '\377\376{\000}\000' >utf16.json
go 2 $base --params utf16.json
complains "'utf16.json' is in UTF-16; save it in UTF-8"
go 2 --csv "$(printf '\033[31m.csv')" --count 1 --sizes 1
plain
says '\x1b[31m.csv'

# ---- values that look like something else
go 0 --only label --title -x --json
prints '"label": "-x rye'
go 0 --only label --title --strict --json
prints '"label": "--strict rye'
go 0 --only label --title= --json
prints '"label": " rye'
go 0 --only label --title '' --json
prints '"label": " rye'
go 0 --only label --title '[a,b]' --json
prints '"label": "[a,b] rye'
go 0 --only label --title show --strict --json
prints '"label": "show! rye'
go 0 --title show --only label --json
prints '"label": "show rye'
go 0 --only label --title 'ünï 漢字 🌾' --json
prints '"label": "ünï 漢字 🌾 rye'
go 0 --only label --title "$(printf '\033[31m')" --json
is_json
go 0 --only label --title "$(printf '\377')" --json
is_json
go 0 --only label --title "$(printf '\033[31m')"
plain
go 0 runs
plain
go 0 --only label --grain 1 --strict no --set 'a b=-7' --set jobs=5 --jobs 3 --title t --json
prints '"label": "t wheat -7 5"'
go 0 --count -2 --sizes -1 -2 --only halves,total --json
prints '"total": -1.5'
go 0 --sizes 4 --sizes 5,6 --only halves,total --json
prints '"total": 7.5'
go 0 --sizes '' --only halves,total --json
prints '"total": 0'
go 0 $base --eu.rate 1 --to eu.part --json
prints '"eu.part": 1.0'
mkdir 'ä b'
printf 'x\n' >'ä b/ö,"1".csv'
go 0 --csv 'ä b/ö,"1".csv' --only lines --json
prints '"lines": 1'

# ---- files and the environment: typed > environment > file > default
printf '{"title": "file", "eu": {"rate": 0.5}, "sizes": [1, 2], "strict": true, "a b": 3, "csv": "mill.csv", "count": 2}' >p.json
printf 'title = "file # 1" # so\nsizes = [4, 5]\n"a b" = 3\n[eu]\nrate = 0.5\n' >p.toml
go 0 --params p.json --json
prints '"label": "file! rye 3 2"'
go 0 --params p.toml --only label --json
prints '"label": "file # 1 rye 3 2"'
with MILL_TITLE=environment go 0 --params p.json --only label --json
prints '"label": "environment! rye 3 2"'
with MILL_TITLE=environment go 0 --params p.json --only label --title typed --json
prints '"label": "typed! rye 3 2"'
with MILL_TITLE=environment go 0 --params p.json --only label --set title=set --json
prints '"label": "set! rye 3 2"'
with MILL_TITLE='' go 0 --params p.json --only label --json
prints '"label": "file! rye 3 2"'
with MILL_A_B=9 go 0 --only label --title t --json
prints '"label": "t rye 9 2"'
with MILL_RIDGE=x go 2 $base
complains "MILL_RIDGE: 'x' is no number"
with MILL_REPO=other go 0 $base -q
[ -d other ] || fail "expected MILL_REPO=other to make a repo there, got none"
printf '{"tilte": 1}' >bad.json
go 2 $base --params bad.json
complains "'bad.json': pipeline 'mill' has no input or parameter named 'tilte'; did you mean 'title'?"
printf '{"ridge": "x"}' >bad.json
go 2 $base --params bad.json
complains "'ridge' in 'bad.json': 'x' is no number"
printf '{"ridge": ' >bad.json
go 2 $base --params bad.json
complains "'bad.json' is no JSON"
printf 'ridge = \n' >bad.toml
go 2 $base --params bad.toml
complains "'bad.toml', line 1: "
go 2 $base --params nowhere.toml
go 2 $base --params mill.csv
complains "cannot tell what 'mill.csv' is; name it .json or .toml"
go 2 $base --params ''

# ---- a file and a folder that may not be read or written (not for root, who may)
if [ "$(id -u)" -ne 0 ]; then
    printf '1\n' >closed.csv
    chmod 000 closed.csv
    "$app" --csv closed.csv --only lines >out 2>err && fail "expected a closed file not to be read, got: $(said)"
    mkdir closed
    chmod 555 closed
    go 1 $base --repo closed/repo
    complains "cannot"
    cp -r .leat kept
    chmod -R a-w kept
    go 0 runs list --repo kept
    prints "completed"
    go 1 $base --repo kept -q
    complains "cannot begin a run in 'kept'"
fi

# ---- a folder that has something else in it
mkdir full
printf 'mine\n' >full/mine
go 0 $base --repo full -q
[ "$(cat full/mine)" = mine ] || fail "expected a file beside the repo to stay, got '$(cat full/mine)'"

# ---- a reader that goes away
"$app" show 2>err | head -1 >out
"$app" runs list --limit 0 2>>err | head -1 >>out
"$app" $base --json 2>>err | head -1 >>out
[ "$(grep -c . out)" -eq 3 ] || fail "expected a line of each command before 'head' ended, got: $(said)"
! grep -qi 'terminate\|abort\|fault' err || fail "expected no crash when the reader ends, got: $(said)"
"$app" show >&- 2>err
[ $? -lt 126 ] || fail "expected no crash without a standard output, got: $(cat err)"
"$app" $base >out 2>&-
[ $? -eq 0 ] || fail "expected a run without a standard error to end with 0, got: $(cat out)"

# ---- SIGINT: stopped, 130, and it goes on
rm -rf .leat
for signal in TERM INT; do
    if [ $signal = TERM ]; then
        "$app" $base --wait 20s >out 2>err &
        pid=$!
        until_running
        kill -TERM $pid
        wait $pid
    elif command -v timeout >/dev/null; then
        # What a script starts in the background is deaf to SIGINT, so this is in the foreground.
        # Without --foreground it sends the signal twice, and the second one ends the program as always.
        timeout --foreground --preserve-status -s INT 3 "$app" $base --wait 20s >out 2>err
    else
        echo "pipe.sh: SIGINT is not tried, as there is no 'timeout'"
        continue
    fi
    got=$?
    now="$name $base --wait 20s, ended by SIG$signal"
    [ $got -eq 130 ] || fail "expected '$now' to end with 130, got $got: $(said)"
    says "to go on: $name resume"
    [ "$(newest status)" = stopped ] || fail "expected the run to be recorded as stopped, got '$(newest status)'"
    go 0 resume --wait 0
    prints "which went on from"
    prints "resumed"
    [ "$(newest status)" = completed ] || fail "expected the resumed run to be completed, got '$(newest status)'"
done

# ---- kill -9: crashed, and it goes on
"$app" $base --wait 20s >out 2>err &
pid=$!
until_running
go 1 runs remove "$(newest id)" # it is alive
kill -9 $pid
wait $pid 2>/dev/null
[ "$(newest status)" = crashed ] || fail "expected the run to be recorded as crashed, got '$(newest status)'"
go 0 resume --wait 0
prints "which went on from"

# ---- two at once
"$app" $base --ridge 11 --wait 200ms -q 2>err1 &
one=$!
"$app" $base --ridge 12 --wait 200ms -q 2>err2 &
two=$!
wait $one || fail "expected two runs at once to end well, got: $(cat err1)"
wait $two || fail "expected two runs at once to end well, got: $(cat err2)"
go 0 cache verify
go 0 runs list 'rigde > 10' --json
is_json
says "did you mean 'ridge'?"
go 0 runs list 'rigde > 10'
prints "No run is like that."
prints "no run has a parameter 'rigde'; did you mean 'ridge'?"
go 0 runs list 'ridge > 10' --json
[ "$(grep -c '"status": "completed"' out)" -eq 2 ] || fail "expected two completed runs, got: $(said)"

# ---- room: the cache's is not that of runs, and the newest run stays
go 0 cache gc --max-bytes 1
prints "removed"
go 0 cache
prints "The cache is empty."
[ "$("$app" runs list --limit 0 --json | grep -c '"id"')" -gt 2 ] || fail "expected 'cache gc' to leave the runs"
last=$(newest id)
go 0 runs gc --max-bytes 1
prints "removed"
[ "$("$app" runs list --limit 0 --json | grep -c '"id"')" -eq 1 ] || fail "expected 'runs gc' to leave one run"
[ "$(newest id)" = "$last" ] || fail "expected 'runs gc' to leave '$last', got '$(newest id)'"

# ---- the end of them
all=$("$app" runs list --limit 0 --json | sed -n 's/.*"id": "\(.*\)".*/\1/p')
go 0 runs remove $all
go 0 runs
prints "No runs yet."
go 0 cache remove --all
go 0 cache
prints "The cache is empty."
go 0 runs --json
is_json
go 1 runs show
go 1 resume
go 1 dump label
echo "pipe.sh: all is as expected"
