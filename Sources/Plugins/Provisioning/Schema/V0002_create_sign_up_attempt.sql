CREATE TABLE sign_up_attempt (
    -- HMACs under a key that the registry does not hold: neither tells what the client sent.
    key_code     bytea PRIMARY KEY CONSTRAINT sign_up_attempt_key_code_length CHECK (octet_length(key_code) = 32),
    request_code bytea NOT NULL CONSTRAINT sign_up_attempt_request_code_length CHECK (octet_length(request_code) = 32),
    -- The key is taken before the tenant is entered, in one transaction, and goes with it: a creation that is undone and a tenant
    -- that is erased leave none.
    tenant       uuid NOT NULL REFERENCES tenant (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    made_at      timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX sign_up_attempt_tenant ON sign_up_attempt (tenant);
CREATE INDEX sign_up_attempt_made_at ON sign_up_attempt (made_at);

COMMENT ON TABLE sign_up_attempt IS 'Which tenant a registration under an Idempotency-Key made; pruned after a day';
