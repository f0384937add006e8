CREATE TABLE database_server (
    -- What tenants' rows name in `server`.
    name                text PRIMARY KEY CONSTRAINT database_server_name_length CHECK (char_length(name) BETWEEN 1 AND 63),
    -- What the change feed names.
    id                  uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT database_server_id_unique UNIQUE,
    -- libpq's keywords; several hosts and ports have commas between them.
    host                text NOT NULL,
    port                text NOT NULL,
    sslmode             text NOT NULL,
    sslrootcert         text,
    admin_user          text NOT NULL,
    -- AES-256-GCM with the name as associated data.
    sealed_password     bytea NOT NULL,
    max_connections     integer NOT NULL CONSTRAINT database_server_max_connections_positive CHECK (max_connections > 0),
    prepared_statements boolean NOT NULL,
    region              text,
    weight              integer NOT NULL CONSTRAINT database_server_weight_positive CHECK (weight > 0),
    -- NULL sets no limit.
    capacity            integer CONSTRAINT database_server_capacity_range CHECK (capacity >= 0),
    state               text NOT NULL
                        CONSTRAINT database_server_state_known CHECK (state IN ('open', 'draining', 'closed')),
    -- The settings win for how a server of theirs is reached, whatever operators say.
    source              text NOT NULL CONSTRAINT database_server_source_known CHECK (source IN ('settings', 'operator')),
    -- Which of region, weight, capacity and state an operator has set, who then wins for these.
    operator_set        text[] NOT NULL DEFAULT '{}',
    created_at          timestamptz NOT NULL DEFAULT now(),
    changed_at          timestamptz NOT NULL DEFAULT now()
);

COMMENT ON TABLE database_server IS 'The PostgreSQL servers that hold tenants'' databases';

-- Hosts hold the servers in memory, too.
ALTER TABLE registry_change
    DROP CONSTRAINT registry_change_kind_known,
    ADD CONSTRAINT registry_change_kind_known
    CHECK (kind IN ('tenant', 'account', 'session', 'operator_key', 'api_key', 'database_server'));
