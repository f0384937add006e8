CREATE TABLE tenant (
    id                 uuid PRIMARY KEY,
    -- A DNS label; it is free again only when the row is gone.
    slug               text NOT NULL CONSTRAINT tenant_slug_unique UNIQUE
                       CONSTRAINT tenant_slug_format CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'),
    name               text NOT NULL CONSTRAINT tenant_name_length CHECK (char_length(name) BETWEEN 1 AND 255),
    -- A name in the settings' catalogue of plans.
    plan               text NOT NULL,
    status             text NOT NULL DEFAULT 'pending'
                       CONSTRAINT tenant_status_known
                       CHECK (status IN ('pending', 'active', 'suspended', 'deleting', 'deleted', 'failed')),
    suspension_reason  text,
    -- A name in the settings' list of database servers.
    server             text NOT NULL,
    database_name      text NOT NULL CONSTRAINT tenant_database_name_length CHECK (octet_length(database_name) BETWEEN 1 AND 63),
    role_name          text NOT NULL CONSTRAINT tenant_role_name_length CHECK (octet_length(role_name) BETWEEN 1 AND 63),
    -- AES-256-GCM with the tenant's id as associated data.
    sealed_password    bytea NOT NULL,
    schema_version     integer NOT NULL CONSTRAINT tenant_schema_version_range CHECK (schema_version >= 0),
    schema_fingerprint text NOT NULL,
    created_at         timestamptz NOT NULL DEFAULT now(),
    status_changed_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT tenant_database_unique UNIQUE (server, database_name),
    CONSTRAINT tenant_role_unique UNIQUE (server, role_name),
    CONSTRAINT tenant_suspension_reason_present CHECK ((status = 'suspended') = (suspension_reason IS NOT NULL))
);

CREATE INDEX tenant_created_at ON tenant (created_at, id);
CREATE INDEX tenant_status ON tenant (status, created_at, id);
CREATE INDEX tenant_unfinished ON tenant (status_changed_at) WHERE status IN ('pending', 'failed', 'deleting');

COMMENT ON TABLE tenant IS 'One row an organization, with the place and the credentials of its own database';
