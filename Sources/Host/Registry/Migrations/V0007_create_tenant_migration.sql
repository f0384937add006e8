-- A run through the fleet: the job fleet.migrate, and what it was told.
CREATE TABLE migration_run (
    -- The job's. No foreign key: a run tells of itself after its job is forgotten.
    id                 uuid PRIMARY KEY,
    schema_version     integer NOT NULL,
    schema_fingerprint text NOT NULL,
    workers            integer NOT NULL CONSTRAINT migration_run_workers_range CHECK (workers > 0),
    canary             integer NOT NULL CONSTRAINT migration_run_canary_range CHECK (canary >= 0),
    -- So many tenants, or so many per cent of them.
    failure_budget     text NOT NULL CONSTRAINT migration_run_budget_format CHECK (failure_budget ~ '^[0-9]{1,9}%?$'),
    created_at         timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX migration_run_created_at ON migration_run (created_at);

COMMENT ON TABLE migration_run IS 'Runs through the fleet, each of which brings tenants'' databases to one schema';

CREATE TABLE tenant_migration (
    run_id      uuid NOT NULL REFERENCES migration_run (id) ON DELETE CASCADE,
    tenant_id   uuid NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    -- The place in the run's order.
    ordinal     bigint NOT NULL,
    is_canary   boolean NOT NULL,
    state       text NOT NULL DEFAULT 'waiting'
                CONSTRAINT tenant_migration_state_known CHECK (state IN ('waiting', 'running', 'done', 'failed', 'skipped')),
    attempts    integer NOT NULL DEFAULT 0,
    -- Not before.
    due_at      timestamptz NOT NULL DEFAULT now(),
    -- When a request was refused for the tenant's sake: those who are waited for come first.
    wanted_at   timestamptz,
    error_code  text,
    -- For operators; quotes no value.
    error_text  text,
    -- What the last attempt took.
    duration_ms bigint,
    finished_at timestamptz,
    PRIMARY KEY (run_id, tenant_id),
    CONSTRAINT tenant_migration_failure_has_error CHECK ((state = 'failed') <= (error_code IS NOT NULL))
);

CREATE INDEX tenant_migration_tenant ON tenant_migration (tenant_id);
CREATE INDEX tenant_migration_waiting ON tenant_migration (run_id, (wanted_at IS NULL), ordinal) WHERE state = 'waiting';
CREATE INDEX tenant_migration_failed ON tenant_migration (run_id, finished_at, tenant_id) WHERE state = 'failed';

COMMENT ON TABLE tenant_migration IS 'How each tenant fared in a run';

-- One run at a time.
CREATE UNIQUE INDEX job_single_fleet_migration ON job (kind)
    WHERE kind = 'fleet.migrate' AND state IN ('queued', 'running', 'undoing');
