-- Indexes for the orders and filters that clients ask for most beside the position: the newest records first, and what has changed since
-- the last look. Without them either reads the whole table. The two cost an insert a twentieth; what an update changes is
-- mostly in an index already.

SELECT set_config('search_path', quote_ident("schemaName") || ', core, public', true) FROM core."workspace";

CREATE INDEX "IDX_6787c6fd4bd5a2991e7841a560c" ON "person" ("createdAt");
CREATE INDEX "IDX_edcc37d298ac2bd05d29091446e" ON "person" ("updatedAt");
CREATE INDEX "IDX_06db748610b5fe55659f2d1f4ff" ON "company" ("createdAt");
CREATE INDEX "IDX_e7018bcdd4d3733dc112f583ce7" ON "company" ("updatedAt");
CREATE INDEX "IDX_a8e5536b54d6942ca339e94e74a" ON "opportunity" ("createdAt");
CREATE INDEX "IDX_2193f2bf555b6f44fde5bf00a93" ON "opportunity" ("updatedAt");
CREATE INDEX "IDX_578b2e1bcbaff0309005830542f" ON "note" ("createdAt");
CREATE INDEX "IDX_9fbac9c4565bc4d3ade6bb32205" ON "note" ("updatedAt");
CREATE INDEX "IDX_454524172642215863343d3318e" ON "task" ("createdAt");
CREATE INDEX "IDX_044d4723dbc0c2f95268c4c2b16" ON "task" ("updatedAt");

INSERT INTO core."indexMetadata" ("name", "objectMetadataId", "fieldNames")
SELECT described."name", object."id", described."fieldNames"::text[]
FROM (VALUES
    ('IDX_6787c6fd4bd5a2991e7841a560c', 'person', '{createdAt}'),
    ('IDX_edcc37d298ac2bd05d29091446e', 'person', '{updatedAt}'),
    ('IDX_06db748610b5fe55659f2d1f4ff', 'company', '{createdAt}'),
    ('IDX_e7018bcdd4d3733dc112f583ce7', 'company', '{updatedAt}'),
    ('IDX_a8e5536b54d6942ca339e94e74a', 'opportunity', '{createdAt}'),
    ('IDX_2193f2bf555b6f44fde5bf00a93', 'opportunity', '{updatedAt}'),
    ('IDX_578b2e1bcbaff0309005830542f', 'note', '{createdAt}'),
    ('IDX_9fbac9c4565bc4d3ade6bb32205', 'note', '{updatedAt}'),
    ('IDX_454524172642215863343d3318e', 'task', '{createdAt}'),
    ('IDX_044d4723dbc0c2f95268c4c2b16', 'task', '{updatedAt}')
) AS described ("name", "object", "fieldNames")
JOIN core."objectMetadata" AS object ON object."nameSingular" = described."object";
