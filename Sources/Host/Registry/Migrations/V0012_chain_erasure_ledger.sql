-- Receipts become documents, each of which holds the SHA-256 of the one before, and are signed from now on.
ALTER TABLE erasure_ledger
    -- From 1 on, without gaps.
    ADD COLUMN sequence  bigint,
    -- JSON, the very text that is signed; the other columns repeat what is in it.
    ADD COLUMN document  text,
    -- Ed25519 over the document; null for receipts of versions that did not sign.
    ADD COLUMN signature bytea CONSTRAINT erasure_ledger_signature_length CHECK (octet_length(signature) = 64);

DO $$
DECLARE
    receipt  record;
    place    bigint := 0;
    previous text   := repeat('00', 32);
    written  text;
BEGIN
    FOR receipt IN SELECT * FROM erasure_ledger ORDER BY completed_at, receipt_id LOOP
        place := place + 1;
        written := format(
            '{"format":"tenant-manager erasure receipt 0","sequence":%s,"previous":"%s","receipt_id":"%s","tenant_id":"%s",'
                '"completed_at":"%s","erased":{"account":%s}}',
            place, previous, receipt.receipt_id, receipt.tenant_id,
            to_char(receipt.completed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), receipt.erased_accounts);
        UPDATE erasure_ledger SET sequence = place, document = written WHERE receipt_id = receipt.receipt_id;
        previous := encode(sha256(convert_to(written, 'UTF8')), 'hex');
    END LOOP;
END
$$;

ALTER TABLE erasure_ledger
    ALTER COLUMN sequence SET NOT NULL,
    ALTER COLUMN document SET NOT NULL,
    ADD CONSTRAINT erasure_ledger_sequence_unique UNIQUE (sequence);

CREATE TRIGGER erasure_ledger_keep BEFORE UPDATE OR DELETE ON erasure_ledger
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER erasure_ledger_keep_all BEFORE TRUNCATE ON erasure_ledger
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

COMMENT ON TABLE erasure_ledger IS 'The receipts of erased tenants, with nothing personal in them';
