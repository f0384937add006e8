CREATE TABLE stock_database (
    -- That of the tenant that takes it.
    id              uuid PRIMARY KEY,
    server          text NOT NULL,
    database_name   text NOT NULL,
    role_name       text NOT NULL,
    -- AES-256-GCM with the id as associated data.
    sealed_password bytea NOT NULL,
    -- Of the schema that it has: a host takes only what its own version made.
    fingerprint     text NOT NULL,
    state           text NOT NULL DEFAULT 'making'
                    CONSTRAINT stock_database_state_known CHECK (state IN ('making', 'ready', 'dropping')),
    made_at         timestamptz NOT NULL DEFAULT now(),
    -- When a host last saw to it. What nobody sees to any more is removed, whoever made it.
    kept_at         timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT stock_database_name_unique UNIQUE (server, database_name)
);

CREATE INDEX stock_database_ready ON stock_database (server, fingerprint, made_at, id) WHERE state = 'ready';

COMMENT ON TABLE stock_database IS 'Databases that are ready for tenants to come, or on the way there or out';
