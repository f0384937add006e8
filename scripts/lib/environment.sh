# shellcheck shell=bash disable=SC2154,SC2034  # after state.sh; for the scripts that read this file
# The environment of the host and of its command line: what the operator set, and the private cluster's for what was left out.
[ -n "${JWT_SECRET:-}${JWT_SECRET_FILE:-}" ] || export JWT_SECRET_FILE=$secrets/jwt-secret
[ -n "${ENCRYPTION_KEY:-}${ENCRYPTION_KEY_FILE:-}" ] || export ENCRYPTION_KEY_FILE=$secrets/encryption-key
if [ -z "${GLOBAL_DATABASE_URL:-}${GLOBAL_DATABASE_URL_FILE:-}" ]; then
    export GLOBAL_DATABASE_URL_FILE=$secrets/global-database-url
    if [ -z "${POSTGRES_HOST:-}" ]; then
        unset POSTGRES_ADMIN_PASSWORD
        export POSTGRES_HOST=$sockets/postgres POSTGRES_PORT=5432 POSTGRES_ADMIN_USER=tenant_manager_admin
        export POSTGRES_ADMIN_PASSWORD_FILE=$secrets/postgres-admin-password
    fi
fi
config=${CONFIG:-$repository/conf/tenant-manager.yaml}
