# shellcheck shell=bash disable=SC2154  # after state.sh
# Processes of ours, each known by its pid and the time it started: a pid that the kernel gave to somebody else is left alone.

# started_at PID: the kernel's start time of a process (proc(5), stat, field 22); empty when there is none, or it is only not reaped.
started_at() { sed 's/.*) //' "/proc/$1/stat" 2> /dev/null | awk '$1 != "Z" {print $20}'; }

# remember NAME PID
remember() { printf '%s %s\n' "$2" "$(started_at "$2")" > "$pids/$1"; }

# pid_of NAME: the pid of the running process NAME; fails when it does not run.
pid_of() {
    local pid at
    [ -f "$pids/$1" ] && read -r pid at < "$pids/$1" || return 1
    [ -n "$pid" ] && [ -n "$at" ] && [ "$(started_at "$pid")" = "$at" ] && printf '%s' "$pid"
}

# launch NAME COMMAND…: starts COMMAND in a session of its own, its output going to the log, unless NAME runs already.
launch() {
    local name=$1
    shift
    pid_of "$name" > /dev/null && return
    setsid "$@" >> "$logs/$name.log" 2>&1 < /dev/null 9>&- &
    remember "$name" $!
    printf '%s\n' "$name" >> "$pids/.launched"
}

# orphans NAME: what is left of the session of NAME, which itself is gone. While a session lasts its number is nobody else's.
orphans() {
    local pid
    [ -f "$pids/$1" ] && read -r pid _ < "$pids/$1" && [ -n "$pid" ] && [ -z "$(started_at "$pid")" ] || return 0
    sed -n "s/^\([0-9]*\) (.*) [^Z] [0-9]* [0-9]* $pid .*/\1/p" /proc/[0-9]*/stat 2> /dev/null || true
}

# sweep NAME: ends the children that a killed NAME left behind, such as nginx's workers, which would keep its port.
sweep() {
    local signal left
    for signal in TERM KILL; do
        for _ in {1..20}; do
            left=$(orphans "$1")
            [ -n "$left" ] || return 0
            # shellcheck disable=SC2086  # a pid a word
            kill "-$signal" $left 2> /dev/null || true
            sleep 0.1
        done
    done
}

# terminate NAME SIGNAL SECONDS: ends NAME and waits; kills it when it does not go.
terminate() {
    local pid tenths=$(($3 * 10))
    if pid=$(pid_of "$1"); then
        kill "-$2" "$pid" 2> /dev/null || true
        while pid_of "$1" > /dev/null && [ $((tenths--)) -gt 0 ]; do sleep 0.1; done
        if pid_of "$1" > /dev/null; then
            say "$1 did not stop within $3 s and was killed."
            kill -KILL "$pid" 2> /dev/null || true
            while pid_of "$1" > /dev/null; do sleep 0.1; done
        fi
    fi
    sweep "$1"
    rm -f "$pids/$1"
}
