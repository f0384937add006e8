-- The hosts that may be serving from memory. Whoever cuts somebody off waits until each of them has applied the change, or has
-- lost its lease and its row with it.
CREATE TABLE host_instance (
    id         uuid PRIMARY KEY,
    name       text NOT NULL CONSTRAINT host_instance_name_length CHECK (char_length(name) BETWEEN 1 AND 255),
    started_at timestamptz NOT NULL DEFAULT now(),
    -- For how long the host serves after it has sent a renewal, by its own clock.
    lease_ms   integer NOT NULL CONSTRAINT host_instance_lease_range CHECK (lease_ms > 0),
    -- Raised by each renewal. Who has seen it stand still for longer than the lease may take the row away.
    renewal    bigint NOT NULL DEFAULT 0,
    renewed_at timestamptz NOT NULL DEFAULT now(),
    -- The last entry of registry_change that the host has applied.
    applied    bigint NOT NULL
) WITH (fillfactor = 50);

COMMENT ON TABLE host_instance IS 'The hosts that hold a lease, or held one until a moment ago';
