# shellcheck shell=bash disable=SC2034  # the variables are for the scripts that read this file
# Where everything of one running product lies. STATE_DIR, ADDRESS and PORT choose another.
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$repository/scripts/lib/messages.sh"
umask 077
# libpq and PostgreSQL heed these; the product's own settings must be all that counts.
for variable in "${!PG@}"; do unset "$variable"; done

STATE_DIR=${STATE_DIR:-$repository/.run}
ADDRESS=${ADDRESS:-127.0.0.1}
PORT=${PORT:-3000}
HOSTS=${HOSTS:-1}
NGINX_USER=${NGINX_USER:-www-data}
case $PORT in '' | *[!0-9]* | ??????*) die "PORT must be a number up to 65535, not '$PORT'." ;; esac
case $HOSTS in [1-9]) ;; *) die "HOSTS must be from 1 to 9, not '$HOSTS'." ;; esac
# Others may pass through the folder to what is theirs, and list nothing.
(umask 066 && mkdir -p "$STATE_DIR") || die "The state directory $STATE_DIR cannot be made."
STATE_DIR=$(cd "$STATE_DIR" && pwd -P)
[ -O "$STATE_DIR" ] || die "$STATE_DIR belongs to $(stat -c %U "$STATE_DIR"): run this as that user, or choose another STATE_DIR."

secrets=$STATE_DIR/secrets
pids=$STATE_DIR/pids
logs=$STATE_DIR/logs
operator_key=$STATE_DIR/operator-key
product=http://${ADDRESS/#0.0.0.0/127.0.0.1}:$PORT

# For root, PostgreSQL and nginx's workers run as users of their own. Where those cannot enter STATE_DIR, what they need lies
# in a folder that they can enter; the link remembers which.
shared=$STATE_DIR
if [ "$(id -u)" -eq 0 ]; then
    if [ ! -e "$STATE_DIR/postgres" ] && [ ! -L "$STATE_DIR/shared" ] \
        && ! setpriv --reuid=65534 --regid=65534 --clear-groups test -x "$STATE_DIR"; then
        (umask 022 && mkdir -p /var/lib/tenant-manager)
        shared=$(mktemp -d /var/lib/tenant-manager/XXXXXXXX)
        chmod 711 "$shared"
        ln -s "$shared" "$STATE_DIR/shared"
    fi
    [ -L "$STATE_DIR/shared" ] && shared=$(readlink "$STATE_DIR/shared")
fi

# A unix socket's path holds 107 bytes at most, and stands in URLs and nginx's configuration: under a long or unusual path the
# sockets lie in a short folder of their own.
sockets=$shared/sockets
case $sockets in
    *[!A-Za-z0-9/._-]* | ??????????????????????????????????????????????????????????????????????*)
        sockets=/tmp/tenant-manager-$(id -u)-$(printf %s "$STATE_DIR" | cksum | cut -d' ' -f1)
        ;;
esac
mkdir -p "$secrets" "$pids" "$logs" "$sockets"
# The sockets' folder can be entered by all; each socket has a mode or a password of its own. For root it hands its group on to
# the sockets in it, which is how nginx's workers may write to the hosts'.
if [ ! -O "$sockets" ] || [ -L "$sockets" ]; then die "$sockets belongs to somebody else: choose another STATE_DIR."; fi
[ "$(id -u)" -ne 0 ] || chgrp "$(id -g "$NGINX_USER")" "$sockets"
chmod 2755 "$sockets"

# nginx sends archives from there.
ARCHIVES_FOLDER=${ARCHIVES_FOLDER:-$shared/archives}
export ARCHIVES_FOLDER

host_socket() { printf '%s/host-%s.sock' "$sockets" "$1"; }
