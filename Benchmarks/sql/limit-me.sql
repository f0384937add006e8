SELECT "nameFirstName", "nameLastName", "locale", "timeZone" FROM "workspaceMember" LIMIT 1;
