-- The audit log again, append-only and with its entries chained: one chain a tenant, and one for acts that concern none.
--
-- An entry's hash covers a digest of what is personal in it and not that itself, so that an erasure can empty it and leave a chain that
-- holds. The digest is salted, and the salt goes with what it hides.

ALTER TABLE audit_log RENAME TO audit_log_unchained;
ALTER TABLE audit_log_unchained RENAME CONSTRAINT audit_log_pkey TO audit_log_unchained_pkey;
ALTER TABLE audit_log_unchained RENAME CONSTRAINT audit_log_details_is_object TO audit_log_unchained_details_is_object;
DROP INDEX audit_log_tenant, audit_log_at;

CREATE TABLE audit_chain (
    -- The tenant; all zeros for the acts that concern none.
    chain  uuid   PRIMARY KEY,
    length bigint NOT NULL CONSTRAINT audit_chain_length_range CHECK (length >= 0),
    -- The hash of the last entry.
    head   bytea  NOT NULL CONSTRAINT audit_chain_head_length CHECK (octet_length(head) = 32)
);

COMMENT ON TABLE audit_chain IS 'Where each chain of the audit log ends; its row is the lock that writers of the chain wait for';

CREATE TABLE audit_log (
    chain           uuid        GENERATED ALWAYS AS (coalesce(tenant_id, '00000000-0000-0000-0000-000000000000')) STORED,
    -- From 1 on, without gaps within a chain.
    sequence        bigint      NOT NULL,
    at              timestamptz NOT NULL,
    -- operator:<key name>, account:<id>, api_key:<id>, cli, settings or system; after an erasure the kind alone of the second and third
    actor           text        NOT NULL,
    action          text        NOT NULL,
    -- No foreign key: the trail outlives the tenant.
    tenant_id       uuid,
    -- Of the type json, which keeps the text that was hashed. Null after an erasure, as is the salt.
    details         json        CONSTRAINT audit_log_details_is_object CHECK (json_typeof(details) = 'object'),
    salt            bytea       CONSTRAINT audit_log_salt_length CHECK (octet_length(salt) = 32),
    personal_digest bytea       NOT NULL CONSTRAINT audit_log_personal_digest_length CHECK (octet_length(personal_digest) = 32),
    previous_hash   bytea       NOT NULL CONSTRAINT audit_log_previous_hash_length CHECK (octet_length(previous_hash) = 32),
    hash            bytea       NOT NULL CONSTRAINT audit_log_hash_length CHECK (octet_length(hash) = 32),
    PRIMARY KEY (chain, sequence),
    CONSTRAINT audit_log_erased_together CHECK ((details IS NULL) = (salt IS NULL))
);

CREATE INDEX audit_log_at ON audit_log (at, chain, sequence);

COMMENT ON TABLE audit_log IS 'What was done to tenants, accounts and keys, and by whom; written in the transaction of the deed';

-- SHA-256 of texts, each of them as a netstring (its length in bytes, a colon, itself, a comma), so that no two lists look alike.
CREATE FUNCTION audit_digest(VARIADIC fields text[]) RETURNS bytea
LANGUAGE sql STABLE STRICT
RETURN (
    SELECT sha256(string_agg(
        convert_to(octet_length(convert_to(field, 'UTF8')) || ':' || field || ',', 'UTF8'), '' ORDER BY place))
    FROM unnest(fields) WITH ORDINALITY AS f (field, place)
);

-- What stays of an actor when the tenant is erased.
CREATE FUNCTION audit_lasting_actor(actor text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT
RETURN CASE WHEN split_part(actor, ':', 1) IN ('account', 'api_key') THEN split_part(actor, ':', 1) ELSE actor END;

CREATE FUNCTION append_audit_entry() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    entry_chain uuid := coalesce(NEW.tenant_id, '00000000-0000-0000-0000-000000000000');
BEGIN
    -- From here until the transaction ends nobody else writes to this chain.
    INSERT INTO audit_chain (chain, length, head) VALUES (entry_chain, 1, decode(repeat('00', 32), 'hex'))
    ON CONFLICT (chain) DO UPDATE SET length = audit_chain.length + 1
    RETURNING length, head INTO NEW.sequence, NEW.previous_hash;
    -- A request that was still in progress must not write down again what its tenant's erasure has emptied.
    IF NEW.actor <> audit_lasting_actor(NEW.actor) AND EXISTS (SELECT FROM erasure_ledger WHERE tenant_id = NEW.tenant_id) THEN
        RAISE EXCEPTION 'the tenant was erased' USING ERRCODE = 'restrict_violation';
    END IF;
    NEW.at := coalesce(NEW.at, clock_timestamp());
    NEW.salt := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
    NEW.personal_digest := audit_digest('audit details 1', encode(NEW.salt, 'hex'), NEW.actor, NEW.details::text);
    NEW.hash := audit_digest(
        'audit entry 1', entry_chain::text, NEW.sequence::text, to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        audit_lasting_actor(NEW.actor), NEW.action, encode(NEW.personal_digest, 'hex'), encode(NEW.previous_hash, 'hex'));
    UPDATE audit_chain SET head = NEW.hash WHERE chain = entry_chain;
    RETURN NEW;
END
$$;

CREATE FUNCTION refuse_audit_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log and the erasure ledger are only ever added to' USING ERRCODE = 'restrict_violation';
END
$$;

-- An erasure empties what is personal once the tenant is gone. Nothing else changes an entry.
CREATE FUNCTION guard_audit_entry() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.details IS NULL AND NEW.salt IS NULL AND NEW.actor = audit_lasting_actor(OLD.actor)
        AND (NEW.sequence, NEW.at, NEW.action, NEW.tenant_id, NEW.personal_digest, NEW.previous_hash, NEW.hash)
            = (OLD.sequence, OLD.at, OLD.action, OLD.tenant_id, OLD.personal_digest, OLD.previous_hash, OLD.hash)
        AND NOT EXISTS (SELECT FROM tenant WHERE id = OLD.tenant_id)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit log and the erasure ledger are only ever added to' USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER audit_log_append BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION append_audit_entry();
CREATE TRIGGER audit_log_guard BEFORE UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION guard_audit_entry();
CREATE TRIGGER audit_log_keep BEFORE DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_log_keep_all BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
-- Only the trigger above, which is one level further down, moves a chain's end.
CREATE TRIGGER audit_chain_guard BEFORE INSERT OR UPDATE ON audit_chain FOR EACH ROW WHEN (pg_trigger_depth() = 0)
    EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_chain_keep BEFORE DELETE ON audit_chain FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER audit_chain_keep_all BEFORE TRUNCATE ON audit_chain FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- What earlier versions wrote becomes the beginning of the chains, without the accounts of tenants that are erased already.
INSERT INTO audit_log (at, actor, action, tenant_id, details)
SELECT at,
    CASE WHEN tenant_id IN (SELECT tenant_id FROM erasure_ledger) THEN audit_lasting_actor(actor) ELSE actor END,
    action, tenant_id, details::text::json
FROM audit_log_unchained ORDER BY tenant_id, id;

DROP TABLE audit_log_unchained;
