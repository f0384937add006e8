-- Work on a workspace's records that takes longer than a look: whoever began it can follow it, and learns how it ended.
CREATE TABLE core."job" (
    "id" uuid PRIMARY KEY,
    "kind" text NOT NULL CHECK ("kind" IN ('import')),
    -- The plural of the object whose records are worked on.
    "object" text NOT NULL,
    -- loading: rows arrive and wait in a table of their own. writing: they are being made records, in one transaction.
    "state" text NOT NULL DEFAULT 'loading' CHECK ("state" IN ('loading', 'writing', 'succeeded', 'failed')),
    "options" jsonb NOT NULL,
    "rowsRead" bigint NOT NULL DEFAULT 0,
    "inserted" bigint NOT NULL DEFAULT 0,
    "updated" bigint NOT NULL DEFAULT 0,
    "skipped" bigint NOT NULL DEFAULT 0,
    -- How many rows are faulty, and the first of them.
    "errorCount" bigint NOT NULL DEFAULT 0,
    "errors" jsonb NOT NULL DEFAULT '[]',
    -- The code of what ended a failed job.
    "failure" text,
    -- The account, or the API key, that began it.
    "authorId" uuid NOT NULL,
    "startedAt" timestamptz NOT NULL DEFAULT now(),
    "finishedAt" timestamptz,
    -- Until when the job counts as alive unless its host prolongs it. The writing transaction holds the row itself as well.
    "leaseUntil" timestamptz NOT NULL
);
CREATE INDEX ON core."job" ("startedAt");
