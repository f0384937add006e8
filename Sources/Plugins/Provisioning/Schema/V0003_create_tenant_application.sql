CREATE TABLE tenant_application (
    tenant           uuid PRIMARY KEY REFERENCES tenant (id) ON DELETE CASCADE,
    -- The owner's account; it has its password already.
    account          uuid NOT NULL,
    email            text NOT NULL,
    owner_first_name text NOT NULL,
    owner_last_name  text NOT NULL
);

COMMENT ON TABLE tenant_application IS 'What the making of a tenant needs that waits for approval; gone once it is made';
