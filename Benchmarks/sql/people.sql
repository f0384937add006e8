-- :people people in the current tenant's database, every 50th soft-deleted, in place of the five it began with.
DELETE FROM opportunity;
DELETE FROM person;
INSERT INTO person (
    "nameFirstName", "nameLastName", "emailsPrimaryEmail", "jobTitle", "phonesPrimaryPhoneNumber",
    "phonesPrimaryPhoneCallingCode", "companyId", "createdAt", "updatedAt", "deletedAt", position,
    "createdBySource", "createdByName", "updatedBySource", "updatedByName")
SELECT (array['Ada', 'Björn', 'Chloé', 'Dmitri', 'Elif', 'Femi', 'Grace', 'Hiro'])[1 + i % 8], 'Surname' || i,
       'person' || i || '@example.com', (array['Engineer', 'Head of "Sales"', 'CTO', 'Designer', 'Buyer'])[1 + i % 5],
       lpad(i::text, 10, '5'), '+1', (SELECT id FROM company ORDER BY id LIMIT 1 OFFSET i % 5),
       timestamptz '2024-01-01 00:00Z' + i * interval '61 seconds', timestamptz '2025-01-01 00:00Z' + i * interval '67 seconds',
       CASE WHEN i % 50 = 0 THEN timestamptz '2025-06-01 00:00Z' END, i, 'IMPORT', 'Benchmark', 'IMPORT', 'Benchmark'
  FROM generate_series(1, :people) AS i;
VACUUM ANALYZE;
