-- Accounts, their memberships in tenants, and their sessions.

CREATE TABLE account (
    id                  uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    -- Trimmed and lower-cased by the program; compared byte by byte.
    email               text        COLLATE "C" NOT NULL,
    -- A PHC string; it never leaves the registry.
    password_hash       text        NOT NULL,
    created_at          timestamptz NOT NULL DEFAULT now(),
    password_changed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT account_email_unique UNIQUE (email)
);

CREATE TABLE membership (
    account    uuid        NOT NULL REFERENCES account (id) ON DELETE CASCADE,
    tenant     uuid        NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
    role       text        NOT NULL CHECK (role IN ('viewer', 'member', 'admin', 'owner')),
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account, tenant)
);

-- A tenant's members in the order in which they are listed.
CREATE UNIQUE INDEX membership_by_tenant ON membership (tenant, account);

-- A session is a family of refresh tokens. It cannot outlive the membership that it was opened for.
CREATE TABLE session (
    id             uuid        PRIMARY KEY,
    account        uuid        NOT NULL,
    tenant         uuid        NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    refreshed_at   timestamptz NOT NULL DEFAULT now(),
    expires_at     timestamptz NOT NULL,
    -- How often the session was refreshed: the generation whose tokens may be used next.
    generation     bigint      NOT NULL DEFAULT 0,
    revoked_at     timestamptz,
    revoked_reason text        CHECK (revoked_reason IN ('logout', 'refresh_token_reused')),
    CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL)),
    FOREIGN KEY (account, tenant) REFERENCES membership (account, tenant) ON DELETE CASCADE
);

CREATE INDEX session_by_member ON session (account, tenant);
CREATE INDEX session_by_expiry ON session (expires_at);

CREATE TABLE refresh_token (
    -- SHA-256 of the token; the token itself is kept nowhere.
    token_hash bytea       PRIMARY KEY CHECK (octet_length(token_hash) = 32),
    session    uuid        NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    -- The session's generation when the token was issued.
    generation bigint      NOT NULL,
    issued_at  timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz
);

CREATE INDEX refresh_token_by_session ON refresh_token (session);
