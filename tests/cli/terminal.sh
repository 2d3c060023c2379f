#!/bin/sh
# Copyright the leat authors. Distributed under the Boost Software License, Version 1.0.

# Drives the program of app.cpp, which is given as $1, in a terminal, which tmux is: colours, tables, the bar, Ctrl-C, Tab.

[ -x "$1" ] || { echo "usage: terminal.sh APP: expected a program, got '$1'" >&2; exit 2; }
for needed in tmux bash; do
    command -v $needed >/dev/null || { echo "terminal.sh: skipped, as there is no $needed"; exit 0; }
done
app=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
work=$(mktemp -d) || exit 2
socket=leat-$$
trap 'tmux -L $socket kill-server 2>/dev/null; cd /; rm -rf "$work"' EXIT
trap 'exit 2' INT TERM
cd "$work" || exit 2
mkdir bin
ln -s "$app" bin/mill
printf 'rye\nwheat\n' >mill.csv
# A short one of its own, so that what is typed is one line.
printf 'PS1="> "; PATH=%s:$PATH; HISTFILE=; unset NO_COLOR COLUMNS; shopt -u checkwinsize\n' "$work/bin" >rc
printf 'mill --csv mill.csv --count 2 --sizes 1,2,3 "$@"\n' >bin/grind
printf 'mill plan --csv mill.csv --count 1 --sizes 2\n' >bin/planned
chmod +x bin/grind bin/planned
base=grind

tmux -L $socket -f /dev/null new-session -d -x 100 -y 40 "env LC_ALL=C.UTF-8 bash --rcfile rc -i" || {
    echo "terminal.sh: skipped, as tmux cannot start a terminal"
    exit 0
}

screen() { tmux -L $socket capture-pane -p; }
coloured() { tmux -L $socket capture-pane -p -e; }
keys() { tmux -L $socket send-keys "$@"; }
fail() {
    echo "terminal.sh: $*; the screen was:" >&2
    screen >&2
    exit 1
}
# await TEXT: waits until a line of the screen begins so.
await() {
    i=0
    until screen | grep -q -- "^$1"; do
        i=$((i + 1))
        [ $i -lt 300 ] || fail "expected a line '$1' within 15 s"
        sleep 0.05
    done
}
# An empty screen, with nothing typed yet.
clean() {
    keys C-u C-l
    i=0
    until [ "$(screen | grep .)" = ">" ]; do
        i=$((i + 1))
        [ $i -lt 100 ] || fail "expected an empty screen"
        sleep 0.05
    done
    tmux -L $socket clear-history
}
count=0
begin() {
    clean
    count=$((count + 1))
    now=$1
    keys -l "$1; echo end-\$?-$count"
    keys Enter
}
# await_bar: waits until a run has begun its slow node.
await_bar() {
    i=0
    until screen | grep -q 'slow'; do
        i=$((i + 1))
        [ $i -lt 100 ] || fail "expected a bar that names 'slow' while it runs"
        sleep 0.05
    done
}
# run CODE COMMAND: types it, and waits until it has ended so.
run() {
    begin "$2"
    await "end-[0-9]*-$count"
    screen | grep -q "^end-$1-$count" || fail "expected '$2' to end with $1"
}
shows() { screen | grep -qF -- "$1" || fail "expected '$now' to show '$1'"; }
# No line that is longer than the terminal: tmux would join the parts of one.
unwrapped() {
    [ "$(screen | wc -l)" -eq "$(tmux -L $socket capture-pane -p -J | wc -l)" ] ||
        fail "expected no line of '$now' to be wrapped"
}
# The part of the screen that a command has written begins after what was typed.
colours() { coloured | sed 1d | grep -q "$(printf '\033\\[')"; }

await '>'
run 1 "$base --ridge -1 -q"
run 0 "$base --ridge 3 --title 'a rather long text, so that there is something to be cut short in a table' -q"

# ---- tables
for columns in 100 50; do
    tmux -L $socket resize-window -x $columns -y 40
    sleep 0.3
    for command in "mill runs list" "mill runs show" "mill show" "mill show --types" "mill cache" planned; do
        run 0 "$command"
        [ "$columns $command" = "50 mill runs show" ] || unwrapped # it begins with a sentence
        colours || fail "expected '$now' to have colours"
    done
    run 0 "mill runs list"
    shows failed
    screen | grep -q '^2[0-9]*-[0-9]*-[0-9a-z]\{6\} ' || fail "expected the ids of runs in full at $columns columns"
done
tmux -L $socket resize-window -x 100 -y 40
sleep 0.3
run 0 "mill runs list"
shows 'ridge'
shows 'ground: ridge is nega'
run 0 "NO_COLOR=1 mill runs list"
! colours || fail "expected '$now' to have no colours"
run 0 "mill runs list --color never"
! colours || fail "expected '$now' to have no colours"
run 0 "mill runs list | cat"
! colours || fail "expected '$now' to have no colours"
run 2 "mill rnu"
coloured | grep -q "$(printf '\033\\[31mmill: ')" || fail "expected '$now' to complain in red"

# ---- the bar
begin "$base --wait 3s --ridge 7"
await_bar
unwrapped
await "end-0-$count"
unwrapped
shows "mill: 8 nodes in"
shows "result"
[ "$(screen | grep -c 'slow')" -eq 0 ] || fail "expected the bar to be gone at the end"
run 0 "$base --wait 1s --ridge 8 -q"
[ "$(screen | grep -c .)" -le 3 ] || fail "expected nothing of '$now'"
run 0 "$base --ridge 9 --json | head -1"
shows "{"

# ---- Ctrl-C
begin "$base --wait 20s --ridge 10"
await_bar
keys C-c
await "end-130-$count"
shows "to go on: mill resume"
run 0 "mill resume --wait 0"
shows "which went on from"

# ---- Tab
run 0 ". <(mill completion bash)"
# completes TYPED EXPECTED
completes() {
    clean
    keys -l "$1"
    keys Tab
    i=0
    until screen | sed 's/ *$//' | grep -qxF -- "> $2"; do
        i=$((i + 1))
        [ $i -lt 60 ] || fail "expected Tab after '$1' to make it '$2'"
        sleep 0.05
    done
}
completes "mill pl" "mill plan"
completes "mill runs li" "mill runs list"
completes "mill run --rid" "mill run --ridge"
completes "mill --ti" "mill --title"
completes "mill dump eu.p" "mill dump eu.part"
completes "mill run --to sa" "mill run --to sacks"
completes "mill run --csv mi" "mill run --csv mill.csv"
completes "mill cache ex" "mill cache explain"
completes "mill cache explain gro" "mill cache explain ground"
clean
echo "terminal.sh: all is as expected"
