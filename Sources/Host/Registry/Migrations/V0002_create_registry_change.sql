-- What hosts hold in memory and must let go of. Writers take an advisory lock until they commit, so ids become visible in order.
CREATE TABLE registry_change (
    id      bigserial PRIMARY KEY,
    kind    text NOT NULL
            CONSTRAINT registry_change_kind_known CHECK (kind IN ('tenant', 'account', 'session', 'operator_key')),
    subject uuid NOT NULL,
    at      timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE registry_change IS 'The change feed; rows older than its retention are pruned';
