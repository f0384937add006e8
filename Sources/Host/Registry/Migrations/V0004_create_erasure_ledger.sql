CREATE TABLE erasure_ledger (
    receipt_id      uuid PRIMARY KEY,
    tenant_id       uuid NOT NULL UNIQUE,
    erased_accounts integer NOT NULL CONSTRAINT erasure_ledger_accounts_range CHECK (erased_accounts >= 0),
    completed_at    timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE erasure_ledger IS 'That a tenant was erased, and nothing personal about it';
