-- Keys of the platform's operators. A revoked key keeps its row, and its name stays taken, so that the audit trail stays readable.
CREATE TABLE operator_key (
    id           uuid        PRIMARY KEY,
    name         text        NOT NULL,
    role         text        NOT NULL CHECK (role IN ('operator', 'superadmin')),
    -- SHA-256 of the key; the key itself is shown once and kept nowhere.
    key_hash     bytea       NOT NULL CHECK (octet_length(key_hash) = 32),
    created_at   timestamptz NOT NULL DEFAULT now(),
    created_by   text        NOT NULL,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    revoked_by   text,
    CONSTRAINT operator_key_name_unique UNIQUE (name),
    CHECK ((revoked_at IS NULL) = (revoked_by IS NULL))
);
