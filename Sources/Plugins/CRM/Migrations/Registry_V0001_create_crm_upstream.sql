-- In the registry, not in a tenant's database: a tenant must not be able to choose where its requests go.
CREATE TABLE crm_upstream (
    tenant     uuid        PRIMARY KEY CONSTRAINT crm_upstream_tenant_fkey REFERENCES tenant (id) ON DELETE CASCADE,
    -- Scheme, host and, unless it is the scheme's own, port.
    url        text        NOT NULL CONSTRAINT crm_upstream_url_is_origin CHECK (url ~ '^https?://[a-z0-9.-]+(:[0-9]+)?$'),
    -- AES-256-GCM with the tenant's id and the URL as associated data.
    sealed_key bytea       NOT NULL,
    -- Groups of paths, by name.
    paths      text[]      NOT NULL CONSTRAINT crm_upstream_paths_present CHECK (cardinality(paths) > 0),
    changed_at timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE crm_upstream IS 'The Twenty servers of tenants'' own, to which requests are handed off';
