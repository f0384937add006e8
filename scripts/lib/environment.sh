# The environment of the host and of its command line: secrets by file, the private cluster unless another is named.
export JWT_SECRET_FILE=${JWT_SECRET_FILE:-$secrets/jwt-secret}
export ENCRYPTION_KEY_FILE=${ENCRYPTION_KEY_FILE:-$secrets/encryption-key}
if [ -z "${GLOBAL_DATABASE_URL:-}${GLOBAL_DATABASE_URL_FILE:-}" ]; then
    export GLOBAL_DATABASE_URL_FILE=$secrets/global-database-url
    export POSTGRES_HOST=$sockets/postgres POSTGRES_ADMIN_USER=tenant_manager_admin
    export POSTGRES_ADMIN_PASSWORD_FILE=$secrets/postgres-admin-password
fi
config=${CONFIG:-$repository/conf/tenant-manager.yaml}
