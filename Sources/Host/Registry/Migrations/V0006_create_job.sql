CREATE TABLE job (
    id             uuid PRIMARY KEY,
    kind           text NOT NULL,
    -- No foreign key: that a job was done outlives the tenant. NULL once the tenant is erased.
    tenant_id      uuid,
    state          text NOT NULL
                   CONSTRAINT job_state_known CHECK (state IN ('queued', 'running', 'undoing', 'succeeded', 'failed')),
    -- The step that is being done or undone, or is next.
    step           text,
    -- While it is undone: how many are left to undo.
    steps_done     integer NOT NULL CONSTRAINT job_steps_done_range CHECK (steps_done >= 0),
    -- May name persons, and so is emptied when the job ends.
    payload        jsonb NOT NULL DEFAULT '{}' CONSTRAINT job_payload_is_object CHECK (jsonb_typeof(payload) = 'object'),
    progress_done  bigint,
    progress_total bigint,
    error_code     text,
    -- For operators; quotes no value.
    error_text     text,
    requested_by   text,
    -- The host that has it; NULL while it rests.
    owner          text,
    -- Until when it is the owner's, or rests.
    lease_until    timestamptz NOT NULL DEFAULT now(),
    -- Raised whenever the job changes hands or is turned round: what bears an older number is refused.
    epoch          bigint NOT NULL DEFAULT 0,
    attempts       integer NOT NULL DEFAULT 0,
    created_at     timestamptz NOT NULL DEFAULT now(),
    started_at     timestamptz,
    finished_at    timestamptz,
    CONSTRAINT job_end_has_time CHECK ((state IN ('succeeded', 'failed')) = (finished_at IS NOT NULL)),
    CONSTRAINT job_end_is_empty CHECK (finished_at IS NULL OR (payload = '{}' AND owner IS NULL AND step IS NULL)),
    CONSTRAINT job_progress_pair CHECK ((progress_done IS NULL) = (progress_total IS NULL))
);

CREATE INDEX job_created_at ON job (created_at, id);
CREATE INDEX job_tenant ON job (tenant_id, created_at) WHERE tenant_id IS NOT NULL;
CREATE INDEX job_unfinished ON job (lease_until) WHERE state IN ('queued', 'running', 'undoing');

COMMENT ON TABLE job IS 'Work that outlives the host that does it, step by step';

-- What an earlier version left half-done gets a job, which begins when no request of that version can still be at work on it.
INSERT INTO job (id, kind, tenant_id, state, step, steps_done, requested_by, lease_until)
SELECT gen_random_uuid(), 'tenant.delete', id, 'queued', 'cut_off', 1, 'system', now() + interval '10 minutes'
FROM tenant WHERE status = 'deleting'
UNION ALL
SELECT gen_random_uuid(), 'tenant.create', id, 'undoing', 'create_database', 2, 'system', now() + interval '10 minutes'
FROM tenant WHERE status IN ('pending', 'failed');

-- The jobs say what is unfinished.
DROP INDEX tenant_unfinished;
