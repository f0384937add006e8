-- The key that the keys of a tenant's archives are made of. It goes with the tenant, and with it whatever copies of archives there are.
CREATE TABLE tenant_archive_key (
    tenant     uuid        PRIMARY KEY REFERENCES tenant (id) ON DELETE CASCADE,
    -- It stands in the header of each archive.
    id         uuid        NOT NULL CONSTRAINT tenant_archive_key_id_unique UNIQUE,
    -- Sealed under the installation's encryption key, bound to the tenant.
    sealed     bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE tenant_archive (
    id           uuid        PRIMARY KEY,
    tenant       uuid        NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    kind         text        NOT NULL CONSTRAINT tenant_archive_kind CHECK (kind IN ('manual', 'scheduled')),
    state        text        NOT NULL CONSTRAINT tenant_archive_state CHECK (state IN ('making', 'ready', 'expired')),
    job          uuid        NOT NULL,
    requested_by text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    finished_at  timestamptz,
    expires_at   timestamptz,
    size_bytes   bigint,
    sha256       bytea       CONSTRAINT tenant_archive_sha256_length CHECK (octet_length(sha256) = 32),
    CONSTRAINT tenant_archive_finished CHECK (
        state = 'making' OR (finished_at IS NOT NULL AND expires_at IS NOT NULL AND size_bytes IS NOT NULL AND sha256 IS NOT NULL))
);

CREATE INDEX tenant_archive_by_tenant ON tenant_archive (tenant, created_at DESC);
CREATE INDEX tenant_archive_by_expiry ON tenant_archive (expires_at);
-- One at a time: of two who ask at once the second is told.
CREATE UNIQUE INDEX tenant_archive_making ON tenant_archive (tenant) WHERE state = 'making';

-- Which folder the archives lie in, by the mark that its first user left in it: a host that sees another one makes none.
CREATE TABLE archive_folder (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    mark    uuid    NOT NULL
);

COMMENT ON TABLE tenant_archive IS 'The archives of tenants; their files lie in archives.folder';
