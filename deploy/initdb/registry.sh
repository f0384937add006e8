#!/bin/bash
# The registry's database and the role that owns it. Runs once, when global-db makes its cluster.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -U postgres <<'SQL'
\set password `cat /run/secrets/registry_password`
CREATE ROLE tenant_manager_registry LOGIN PASSWORD :'password';
CREATE DATABASE tenant_manager OWNER tenant_manager_registry;
REVOKE CONNECT, TEMPORARY ON DATABASE postgres, template1, tenant_manager FROM PUBLIC;
SQL
