CREATE TABLE audit_log (
    id        bigserial PRIMARY KEY,
    at        timestamptz NOT NULL DEFAULT now(),
    -- operator:<key name>, account:<id>, cli or system
    actor     text NOT NULL,
    action    text NOT NULL,
    -- No foreign key: the trail outlives the tenant.
    tenant_id uuid,
    details   jsonb NOT NULL DEFAULT '{}'
              CONSTRAINT audit_log_details_is_object CHECK (jsonb_typeof(details) = 'object')
);

CREATE INDEX audit_log_tenant ON audit_log (tenant_id, id) WHERE tenant_id IS NOT NULL;
CREATE INDEX audit_log_at ON audit_log (at);

COMMENT ON TABLE audit_log IS 'What was done to tenants, accounts and keys, and by whom; written in the transaction of the deed';
