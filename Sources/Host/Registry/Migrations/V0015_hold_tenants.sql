-- Until when every host lets the tenant's requests wait, because its database is about to lie elsewhere. It ends by itself: whoever
-- set it may have died.
ALTER TABLE tenant ADD COLUMN held_until timestamptz;

-- For hosts that start, or may have missed changes.
CREATE INDEX tenant_held ON tenant (held_until) WHERE held_until IS NOT NULL;

COMMENT ON COLUMN tenant.limit_revision IS 'How often plan, limits and place have been changed: connections made before are not used again';
