/// The records of a new workspace (Twenty 2.21), under fixed ids so that seeding twice changes nothing.
/// Its workflows are drafts without steps, as nothing here runs them.
enum SampleRecords {
    static let ofNobody = """
        INSERT INTO "company"
            ("id", "name", "domainNamePrimaryLinkUrl", "addressAddressStreet1", "addressAddressCity", "addressAddressPostcode",
            "addressAddressState", "addressAddressCountry", "position", "createdBySource", "updatedBySource")
        VALUES
            ('faa33414-2d59-584b-afcf-dab924591d03', 'Airbnb', 'https://airbnb.com', '888 Brannan St', 'San Francisco',
                '94103', 'CA', 'United States', 1, 'SYSTEM', 'SYSTEM'),
            ('1d0d0b6f-62e8-5223-986d-20e173d9ec27', 'Anthropic', 'https://anthropic.com', '548 Market Street', 'San Francisco',
                '94104', 'CA', 'United States', 2, 'SYSTEM', 'SYSTEM'),
            ('d3780966-be97-5eff-a4ad-ac4c1ae5ef41', 'Stripe', 'https://stripe.com', '354 Oyster Point Blvd', 'South San Francisco',
                '94080', 'CA', 'United States', 3, 'SYSTEM', 'SYSTEM'),
            ('1c69b831-2b2a-56b9-978a-19f6144819cc', 'Figma', 'https://figma.com', '760 Market St', 'San Francisco',
                '94102', 'CA', 'United States', 4, 'SYSTEM', 'SYSTEM'),
            ('e33b6305-b97c-58f2-8c22-9d4e143b84b2', 'Notion', 'https://notion.com', '2300 Harrison St', 'San Francisco',
                '94110', 'CA', 'United States', 5, 'SYSTEM', 'SYSTEM')
        ON CONFLICT DO NOTHING;

        INSERT INTO "person"
            ("id", "nameFirstName", "nameLastName", "emailsPrimaryEmail", "phonesPrimaryPhoneNumber",
            "phonesPrimaryPhoneCallingCode", "phonesPrimaryPhoneCountryCode", "avatarUrl", "companyId", "position",
            "createdBySource", "updatedBySource")
        VALUES
            ('d6653f9d-8260-5d40-96c8-682cc2efc7ab', 'Brian', 'Chesky', 'chesky@airbnb.com', '4155550101',
                '+1', 'US', 'https://twentyhq.github.io/placeholder-images/people/image-1.png',
                'faa33414-2d59-584b-afcf-dab924591d03', 1, 'SYSTEM', 'SYSTEM'),
            ('5e5867d6-ea94-581c-aedd-85e6379be970', 'Dario', 'Amodei', 'amodei@anthropic.com', '4155550102',
                '+1', 'US', 'https://twentyhq.github.io/placeholder-images/people/image-2.png',
                '1d0d0b6f-62e8-5223-986d-20e173d9ec27', 2, 'SYSTEM', 'SYSTEM'),
            ('3674bfb9-845e-5eae-86cb-cc8edba2fda2', 'Patrick', 'Collison', 'collison@stripe.com', '4155550103',
                '+1', 'US', 'https://twentyhq.github.io/placeholder-images/people/image-3.png',
                'd3780966-be97-5eff-a4ad-ac4c1ae5ef41', 3, 'SYSTEM', 'SYSTEM'),
            ('0e684fb2-927a-5ebb-9373-ec31f99e9549', 'Dylan', 'Field', 'field@figma.com', '4155550104',
                '+1', 'US', 'https://twentyhq.github.io/placeholder-images/people/image-4.png',
                '1c69b831-2b2a-56b9-978a-19f6144819cc', 4, 'SYSTEM', 'SYSTEM'),
            ('3932d3da-6b27-5f62-8f9e-029792aef731', 'Ivan', 'Zhao', 'zhao@notion.com', '4155550105',
                '+1', 'US', 'https://twentyhq.github.io/placeholder-images/people/image-5.png',
                'e33b6305-b97c-58f2-8c22-9d4e143b84b2', 5, 'SYSTEM', 'SYSTEM')
        ON CONFLICT DO NOTHING;

        INSERT INTO "dashboard" ("id", "title", "position", "createdBySource", "updatedBySource")
        VALUES ('2a24ad0f-5289-5f27-92b4-ec0eab551a51', 'My First Dashboard', 1, 'SYSTEM', 'SYSTEM')
        ON CONFLICT DO NOTHING;

        INSERT INTO "workflow" ("id", "name", "statuses", "position", "createdBySource", "updatedBySource")
        VALUES
            ('1dc5105a-2970-5c5f-9864-27cb4597df77', 'Quick Lead', '{DRAFT}', 1, 'SYSTEM', 'SYSTEM'),
            ('c78963d2-9646-5789-927d-0856c7ce4bd7', 'Create company when adding a new person', '{DRAFT}', 2, 'SYSTEM', 'SYSTEM')
        ON CONFLICT DO NOTHING;

        INSERT INTO "workflowVersion" ("id", "name", "status", "workflowId", "position", "createdBySource", "updatedBySource")
        VALUES
            ('1280b96e-89d8-544c-9adb-204692904be7', 'v1', 'DRAFT', '1dc5105a-2970-5c5f-9864-27cb4597df77', 1, 'SYSTEM', 'SYSTEM'),
            ('af874898-83d9-544d-85dd-d5dd0d7fd225', 'v1', 'DRAFT', 'c78963d2-9646-5789-927d-0856c7ce4bd7', 2, 'SYSTEM', 'SYSTEM')
        ON CONFLICT DO NOTHING;
        """

    static let ofTheOwner = """
        INSERT INTO "opportunity"
            ("id", "name", "amountAmountMicros", "amountCurrencyCode", "closeDate", "stage", "companyId", "pointOfContactId",
            "ownerId", "position", "createdBySource", "updatedBySource")
        SELECT sample."id"::uuid, sample."name", sample."amount" * 1000000::numeric, 'USD',
            date_trunc('day', now()) + sample."days" * interval '1 day', sample."stage"::"opportunity_stage_enum",
            sample."company"::uuid, sample."person"::uuid,
            (SELECT "id" FROM "workspaceMember" ORDER BY "createdAt" LIMIT 1), sample."position", 'SYSTEM', 'SYSTEM'
        FROM (VALUES
            ('b7d889d2-0bec-5b61-b19c-26868a714b97', 'Platform Migration', 60000, 30, 'PROPOSAL',
                'd3780966-be97-5eff-a4ad-ac4c1ae5ef41', '3674bfb9-845e-5eae-86cb-cc8edba2fda2', 1),
            ('bd89fd28-ca84-502d-bac3-fe685bf268b5', 'AI Model Training', 100000, 14, 'CUSTOMER',
                '1d0d0b6f-62e8-5223-986d-20e173d9ec27', '5e5867d6-ea94-581c-aedd-85e6379be970', 2),
            ('d91a0c20-c7a3-551e-b0b3-f2b08db81cd3', 'Workspace Expansion', 45000, 45, 'MEETING',
                'e33b6305-b97c-58f2-8c22-9d4e143b84b2', '3932d3da-6b27-5f62-8f9e-029792aef731', 3),
            ('06a6e1f8-a6d3-5bca-bafa-8f4d3f3d702c', 'API Integration Deal', 75000, 60, 'SCREENING',
                'd3780966-be97-5eff-a4ad-ac4c1ae5ef41', '3674bfb9-845e-5eae-86cb-cc8edba2fda2', 4),
            ('0e0e596d-db79-5298-b494-a19dd1d0d18f', 'Enterprise Plan Upgrade', 50000, 75, 'NEW',
                'faa33414-2d59-584b-afcf-dab924591d03', 'd6653f9d-8260-5d40-96c8-682cc2efc7ab', 5),
            ('89f02f22-8f5d-591c-8c93-e2844981a638', 'Design Partnership', 30000, 90, 'NEW',
                '1c69b831-2b2a-56b9-978a-19f6144819cc', '0e684fb2-927a-5ebb-9373-ec31f99e9549', 6)
        ) AS sample ("id", "name", "amount", "days", "stage", "company", "person", "position")
        ON CONFLICT DO NOTHING;
        """
}
