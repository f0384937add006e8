-- Deletions that were asked for. A tenant can be had back until its erasure is due.
CREATE TABLE pending_erasure (
    tenant            uuid        PRIMARY KEY REFERENCES tenant (id) ON DELETE CASCADE,
    requested_by      text        NOT NULL,
    requested_at      timestamptz NOT NULL DEFAULT now(),
    due_at            timestamptz NOT NULL,
    -- What the tenant is again when it is restored.
    status            text        NOT NULL CONSTRAINT pending_erasure_status_known CHECK (status IN ('active', 'suspended', 'failed')),
    suspension_reason text,
    -- From then on there is no way back.
    begun_at          timestamptz,
    CONSTRAINT pending_erasure_reason_present CHECK ((status = 'suspended') = (suspension_reason IS NOT NULL))
);

CREATE INDEX pending_erasure_due ON pending_erasure (due_at) WHERE begun_at IS NULL;

COMMENT ON TABLE pending_erasure IS 'When tenants that are being deleted are erased, and who wants it';
