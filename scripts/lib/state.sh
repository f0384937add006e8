# Where everything of one running product lies. STATE_DIR and PORT choose another.
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# shellcheck source=messages.sh
. "$repository/scripts/lib/messages.sh"
umask 077

STATE_DIR=${STATE_DIR:-$repository/.run}
PORT=${PORT:-3000}
HOSTS=${HOSTS:-1}
case $PORT in '' | *[!0-9]*) die "PORT must be a number, not '$PORT'." ;; esac
case $HOSTS in [1-9]) ;; *) die "HOSTS must be from 1 to 9, not '$HOSTS'." ;; esac
mkdir -p "$STATE_DIR" || die "The state directory $STATE_DIR cannot be made."
STATE_DIR=$(cd "$STATE_DIR" && pwd -P)

secrets=$STATE_DIR/secrets
pids=$STATE_DIR/pids
logs=$STATE_DIR/logs
operator_key=$STATE_DIR/operator-key
# A unix socket's path holds 107 bytes at most: under a long STATE_DIR the sockets lie in a short folder of their own.
sockets=$STATE_DIR/sockets
if [ ${#sockets} -gt 70 ]; then sockets=/tmp/tenant-manager-$(id -u)-$(printf %s "$STATE_DIR" | cksum | cut -d' ' -f1); fi
# The sockets' folder is searchable by all; each socket has a mode or a password of its own.
mkdir -p "$secrets" "$pids" "$logs" "$sockets"
chmod 755 "$sockets"

host_socket() { printf '%s/host-%s.sock' "$sockets" "$1"; }
