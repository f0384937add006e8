-- What operators allow one tenant in place of its plan.
ALTER TABLE tenant
    -- Names of limits with their values.
    ADD COLUMN limit_overrides jsonb NOT NULL DEFAULT '{}'
    CONSTRAINT tenant_limit_overrides_object CHECK (jsonb_typeof(limit_overrides) = 'object'),
    -- How often plan and limits have been changed: connections that were made before are not used again.
    ADD COLUMN limit_revision bigint NOT NULL DEFAULT 0;

-- How large tenants' databases are. Apart from their rows, as it changes all the time.
CREATE TABLE tenant_size (
    tenant      uuid        PRIMARY KEY REFERENCES tenant (id) ON DELETE CASCADE,
    -- NULL until it was measured.
    bytes       bigint,
    measured_at timestamptz,
    -- When a host set out to measure: no other does so for an interval.
    claimed_at  timestamptz NOT NULL,
    CONSTRAINT tenant_size_measured CHECK ((bytes IS NULL) = (measured_at IS NULL))
);

CREATE INDEX tenant_size_claimed_at ON tenant_size (claimed_at);
