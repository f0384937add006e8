-- The keys with which programs call for a tenant. The token itself is kept nowhere: it is signed, and names its row.
CREATE TABLE api_key (
    id           uuid        PRIMARY KEY,
    tenant       uuid        NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    name         text        NOT NULL CHECK (char_length(name) BETWEEN 1 AND 100),
    role         text        NOT NULL CHECK (role IN ('viewer', 'member', 'admin', 'owner')),
    -- A role of the tenant's own, in its own database, that narrows the one above.
    custom_role  uuid,
    created_by   uuid        REFERENCES account (id) ON DELETE SET NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    revoked_at   timestamptz,
    -- To the nearest few minutes.
    last_used_at timestamptz
);

CREATE INDEX api_key_by_tenant ON api_key (tenant, id);
CREATE INDEX api_key_by_creator ON api_key (created_by);
