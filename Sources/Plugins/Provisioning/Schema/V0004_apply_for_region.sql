-- Where the applicant wants the database to lie; NULL leaves it to the plan and the servers' load.
ALTER TABLE tenant_application ADD COLUMN region text;
