# shellcheck shell=bash
# One clear sentence to the person who typed the command.
say() { printf '%s\n' "$*" >&2; }
die() { printf 'error: %s\n' "$*" >&2; exit 1; }
