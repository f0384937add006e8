-- Hosts also hold tenants' API keys in memory.
ALTER TABLE registry_change
    DROP CONSTRAINT registry_change_kind_known,
    ADD CONSTRAINT registry_change_kind_known CHECK (kind IN ('tenant', 'account', 'session', 'operator_key', 'api_key'));
