#!/bin/bash
# The role that makes tenants' databases; no superuser. Runs once, when postgres-server makes its cluster.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U postgres <<'SQL'
\set password `cat /run/secrets/admin_password`
CREATE ROLE tenant_manager_admin LOGIN CREATEDB CREATEROLE PASSWORD :'password';
REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE postgres, template1 TO tenant_manager_admin;
SQL
