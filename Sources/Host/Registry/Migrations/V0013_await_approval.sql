-- Such a tenant has its names and its owner's account, and nothing else: no database, no role, nobody who gets in.
ALTER TABLE tenant
    ADD COLUMN awaiting_approval boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT tenant_approval_before_all_else CHECK (NOT awaiting_approval OR status = 'pending');
