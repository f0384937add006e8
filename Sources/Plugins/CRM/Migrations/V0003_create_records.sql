-- The tables of the standard objects, as Twenty 2.21 lays them out: camelCase columns, an enum type for each select column,
-- composite fields spread over columns. The schema is renamed to the workspace's own name when a tenant is seeded.
CREATE SCHEMA workspace;


CREATE TYPE workspace."workspaceMember_dateFormat_enum" AS ENUM ('SYSTEM', 'MONTH_FIRST', 'DAY_FIRST', 'YEAR_FIRST');
CREATE TYPE workspace."workspaceMember_timeFormat_enum" AS ENUM ('SYSTEM', 'HOUR_24', 'HOUR_12');
CREATE TYPE workspace."workspaceMember_numberFormat_enum" AS ENUM ('SYSTEM', 'COMMAS_AND_DOT', 'SPACES_AND_COMMA', 'DOTS_AND_COMMA', 'APOSTROPHE_AND_DOT');
CREATE TYPE workspace."workspaceMember_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."workspaceMember_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."workspaceMember" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "nameFirstName" text,
    "nameLastName" text,
    "colorScheme" text NOT NULL DEFAULT 'System',
    "locale" text NOT NULL DEFAULT 'en',
    "avatarUrl" text,
    "userEmail" text,
    "jobTitle" text,
    "calendarStartDay" double precision NOT NULL DEFAULT 7,
    "userId" uuid NOT NULL,
    "timeZone" text NOT NULL DEFAULT 'system',
    "dateFormat" workspace."workspaceMember_dateFormat_enum" NOT NULL DEFAULT 'SYSTEM',
    "timeFormat" workspace."workspaceMember_timeFormat_enum" NOT NULL DEFAULT 'SYSTEM',
    "numberFormat" workspace."workspaceMember_numberFormat_enum" NOT NULL DEFAULT 'SYSTEM',
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."workspaceMember_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."workspaceMember_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("nameFirstName"), '') || ' '
        || COALESCE(public.unaccent_immutable("nameLastName"), '') || ' '
        || COALESCE(public.unaccent_immutable("userEmail"), ''))) STORED,
    CONSTRAINT "PK_68d25e836fb0289293cf4d9a449" PRIMARY KEY ("id")
);

CREATE TYPE workspace."company_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."company_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."company" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "name" text,
    "domainNamePrimaryLinkLabel" text,
    "domainNamePrimaryLinkUrl" text,
    "domainNameSecondaryLinks" jsonb,
    "addressAddressStreet1" text,
    "addressAddressStreet2" text,
    "addressAddressCity" text,
    "addressAddressPostcode" text,
    "addressAddressState" text,
    "addressAddressCountry" text,
    "addressAddressLat" numeric,
    "addressAddressLng" numeric,
    "linkedinLinkPrimaryLinkLabel" text,
    "linkedinLinkPrimaryLinkUrl" text,
    "linkedinLinkSecondaryLinks" jsonb,
    "annualRevenueAmountMicros" numeric,
    "annualRevenueCurrencyCode" text,
    "accountOwnerId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."company_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."company_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("name"), '') || ' '
        || COALESCE(public.unaccent_immutable("domainNamePrimaryLinkLabel"), '') || ' '
        || COALESCE(public.unaccent_immutable("domainNamePrimaryLinkUrl"), '') || ' '
        || COALESCE(public.unaccent_immutable(regexp_replace("domainNameSecondaryLinks"::text, '"(label|url)"|[\[\]{}",:]', ' ', 'g')), ''))) STORED,
    CONSTRAINT "PK_056f7854a7afdba7cbd6d45fc20" PRIMARY KEY ("id")
);

CREATE TYPE workspace."person_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."person_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."person" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "nameFirstName" text,
    "nameLastName" text,
    "emailsPrimaryEmail" text,
    "emailsAdditionalEmails" jsonb,
    "linkedinLinkPrimaryLinkLabel" text,
    "linkedinLinkPrimaryLinkUrl" text,
    "linkedinLinkSecondaryLinks" jsonb,
    "jobTitle" text,
    "phonesPrimaryPhoneNumber" text,
    "phonesPrimaryPhoneCountryCode" text,
    "phonesPrimaryPhoneCallingCode" text,
    "phonesAdditionalPhones" jsonb,
    "avatarUrl" text,
    "avatarFile" jsonb,
    "companyId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."person_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."person_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("nameFirstName"), '') || ' '
        || COALESCE(public.unaccent_immutable("nameLastName"), '') || ' '
        || COALESCE(public.unaccent_immutable("emailsPrimaryEmail"), '') || ' '
        || COALESCE(public.unaccent_immutable(split_part("emailsPrimaryEmail", '@', 2)), '') || ' '
        || COALESCE(public.unaccent_immutable(translate("emailsAdditionalEmails"::text, '[]",', '    ')), '') || ' '
        || COALESCE(public.unaccent_immutable(translate("emailsAdditionalEmails"::text, '[]",@', '     ')), '') || ' '
        || COALESCE(public.unaccent_immutable("phonesPrimaryPhoneNumber"), '') || ' '
        || COALESCE(public.unaccent_immutable("phonesPrimaryPhoneCallingCode"), '') || ' '
        || COALESCE(public.unaccent_immutable("phonesPrimaryPhoneCallingCode" || "phonesPrimaryPhoneNumber"), '') || ' '
        || COALESCE(public.unaccent_immutable(replace("phonesPrimaryPhoneCallingCode", '+', '') || "phonesPrimaryPhoneNumber"), '') || ' '
        || COALESCE(public.unaccent_immutable('0' || "phonesPrimaryPhoneNumber"), '') || ' '
        || COALESCE(public.unaccent_immutable(regexp_replace("phonesAdditionalPhones"::text, '"(number|countryCode|callingCode)"|[\[\]{}",:]', ' ', 'g')), '') || ' '
        || COALESCE(public.unaccent_immutable("jobTitle"), ''))) STORED,
    CONSTRAINT "PK_5fdaf670315c4b7e70cce85daa3" PRIMARY KEY ("id")
);

CREATE TYPE workspace."opportunity_stage_enum" AS ENUM ('NEW', 'SCREENING', 'MEETING', 'PROPOSAL', 'CUSTOMER');
CREATE TYPE workspace."opportunity_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."opportunity_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."opportunity" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "name" text,
    "amountAmountMicros" numeric,
    "amountCurrencyCode" text,
    "closeDate" timestamptz,
    "stage" workspace."opportunity_stage_enum" NOT NULL DEFAULT 'NEW',
    "pointOfContactId" uuid,
    "companyId" uuid,
    "ownerId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."opportunity_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."opportunity_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("name"), ''))) STORED,
    CONSTRAINT "PK_085fd6d6f4765325e6c16163568" PRIMARY KEY ("id")
);

CREATE TYPE workspace."note_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."note_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."note" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "title" text,
    "bodyV2Blocknote" text,
    "bodyV2Markdown" text,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."note_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."note_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("title"), '') || ' '
        || COALESCE(public.unaccent_immutable("bodyV2Markdown"), ''))) STORED,
    CONSTRAINT "PK_96d0c172a4fba276b1bbed43058" PRIMARY KEY ("id")
);

CREATE TYPE workspace."task_status_enum" AS ENUM ('TODO', 'IN_PROGRESS', 'DONE');
CREATE TYPE workspace."task_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."task_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."task" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "title" text,
    "bodyV2Blocknote" text,
    "bodyV2Markdown" text,
    "dueAt" timestamptz,
    "status" workspace."task_status_enum" DEFAULT 'TODO',
    "assigneeId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."task_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."task_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("title"), '') || ' '
        || COALESCE(public.unaccent_immutable("bodyV2Markdown"), ''))) STORED,
    CONSTRAINT "PK_fb213f79ee45060ba925ecd576e" PRIMARY KEY ("id")
);

CREATE TYPE workspace."dashboard_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."dashboard_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."dashboard" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "title" text,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."dashboard_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."dashboard_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("title"), ''))) STORED,
    CONSTRAINT "PK_233ed28fa3a1f9fbe743f571f75" PRIMARY KEY ("id")
);

CREATE TYPE workspace."workflow_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."workflow_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."workflow" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "name" text,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."workflow_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."workflow_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("name"), ''))) STORED,
    CONSTRAINT "PK_eb5e4cc1a9ef2e94805b676751b" PRIMARY KEY ("id")
);

CREATE TYPE workspace."workflowVersion_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."workflowVersion_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."workflowVersion" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "name" text,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."workflowVersion_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."workflowVersion_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_53ba9b0065179d205a551b83ff2" PRIMARY KEY ("id")
);

CREATE TYPE workspace."workflowRun_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."workflowRun_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."workflowRun" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "name" text,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."workflowRun_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."workflowRun_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_c7b2e05e8bd586329d74133bc1f" PRIMARY KEY ("id")
);

CREATE TYPE workspace."messageThread_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."messageThread_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."messageThread" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "subject" text,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."messageThread_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."messageThread_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("subject"), ''))) STORED,
    CONSTRAINT "PK_916a19ecc51fe66feb4af6fc090" PRIMARY KEY ("id")
);

CREATE TYPE workspace."messageList_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."messageList_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."messageList" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "name" text,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."messageList_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."messageList_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_79b7f04ad4e2dd09d6136197f83" PRIMARY KEY ("id")
);

CREATE TYPE workspace."messageCampaign_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."messageCampaign_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."messageCampaign" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "name" text,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."messageCampaign_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."messageCampaign_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_8c30801fef1f9e5d4e8cc6acc43" PRIMARY KEY ("id")
);

CREATE TYPE workspace."message_deliveryStatus_enum" AS ENUM ('QUEUED', 'SENT', 'FAILED', 'BOUNCED', 'COMPLAINED', 'SKIPPED');
CREATE TYPE workspace."message_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."message_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."message" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "headerMessageId" text,
    "subject" text,
    "text" text,
    "receivedAt" timestamptz,
    "messageThreadId" uuid,
    "messageCampaignId" uuid,
    "deliveryStatus" workspace."message_deliveryStatus_enum",
    "isDraft" boolean NOT NULL DEFAULT false,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."message_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."message_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("subject"), ''))) STORED,
    CONSTRAINT "PK_ba01f0a3e0123651915008bc578" PRIMARY KEY ("id")
);

CREATE TYPE workspace."calendarEvent_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."calendarEvent_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."calendarEvent" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "title" text,
    "isCanceled" boolean NOT NULL DEFAULT false,
    "isFullDay" boolean NOT NULL DEFAULT false,
    "startsAt" timestamptz,
    "endsAt" timestamptz,
    "externalCreatedAt" timestamptz,
    "externalUpdatedAt" timestamptz,
    "description" text,
    "location" text,
    "iCalUid" text,
    "conferenceSolution" text,
    "conferenceLinkPrimaryLinkLabel" text,
    "conferenceLinkPrimaryLinkUrl" text,
    "conferenceLinkSecondaryLinks" jsonb,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."calendarEvent_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."calendarEvent_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("title"), ''))) STORED,
    CONSTRAINT "PK_b8a91f93657e19694a8e768f46c" PRIMARY KEY ("id")
);

CREATE TYPE workspace."noteTarget_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."noteTarget_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."noteTarget" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "noteId" uuid,
    "targetPersonId" uuid,
    "targetCompanyId" uuid,
    "targetOpportunityId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."noteTarget_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."noteTarget_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("id"::text), ''))) STORED,
    CONSTRAINT "PK_ddde0340e34125aaab284e0fd47" PRIMARY KEY ("id")
);

CREATE TYPE workspace."taskTarget_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."taskTarget_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."taskTarget" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "taskId" uuid,
    "targetPersonId" uuid,
    "targetCompanyId" uuid,
    "targetOpportunityId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."taskTarget_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."taskTarget_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("id"::text), ''))) STORED,
    CONSTRAINT "PK_9b0cc5218f09444e452e5367c66" PRIMARY KEY ("id")
);

CREATE TYPE workspace."attachment_fileCategory_enum" AS ENUM ('ARCHIVE', 'AUDIO', 'IMAGE', 'PRESENTATION', 'SPREADSHEET', 'TEXT_DOCUMENT', 'VIDEO', 'OTHER');
CREATE TYPE workspace."attachment_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."attachment_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."attachment" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "name" text,
    "file" jsonb,
    "fullPath" text,
    "fileCategory" workspace."attachment_fileCategory_enum" NOT NULL DEFAULT 'OTHER',
    "targetTaskId" uuid,
    "targetNoteId" uuid,
    "targetPersonId" uuid,
    "targetCompanyId" uuid,
    "targetOpportunityId" uuid,
    "targetDashboardId" uuid,
    "targetWorkflowId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."attachment_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."attachment_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("name"), ''))) STORED,
    CONSTRAINT "PK_d2a80c3a8d467f08a750ac4b420" PRIMARY KEY ("id")
);

CREATE TYPE workspace."timelineActivity_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE workspace."timelineActivity_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE workspace."timelineActivity" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "happensAt" timestamptz NOT NULL DEFAULT now(),
    "name" text,
    "properties" jsonb,
    "linkedRecordCachedName" text,
    "linkedRecordId" uuid,
    "linkedObjectMetadataId" uuid,
    "workspaceMemberId" uuid,
    "targetPersonId" uuid,
    "targetCompanyId" uuid,
    "targetOpportunityId" uuid,
    "targetNoteId" uuid,
    "targetTaskId" uuid,
    "targetWorkflowId" uuid,
    "targetWorkflowVersionId" uuid,
    "targetWorkflowRunId" uuid,
    "targetDashboardId" uuid,
    "targetMessageListId" uuid,
    "targetMessageCampaignId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" workspace."timelineActivity_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" workspace."timelineActivity_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector GENERATED ALWAYS AS (to_tsvector('simple',
        COALESCE(public.unaccent_immutable("name"), ''))) STORED,
    CONSTRAINT "PK_f333e653c7b3d4d25e6dcbc1a3b" PRIMARY KEY ("id")
);

-- Foreign keys, one for each many-to-one relation.
ALTER TABLE workspace."company"
    ADD CONSTRAINT "FK_abe91dff1e48d77edca339f387c"
        FOREIGN KEY ("accountOwnerId") REFERENCES workspace."workspaceMember" ("id") ON DELETE SET NULL;
ALTER TABLE workspace."person"
    ADD CONSTRAINT "FK_ee066ddacfce46c9a7cb90edd1a"
        FOREIGN KEY ("companyId") REFERENCES workspace."company" ("id") ON DELETE SET NULL;
ALTER TABLE workspace."opportunity"
    ADD CONSTRAINT "FK_ce5aa294b17fe23a0b19267f1e1"
        FOREIGN KEY ("pointOfContactId") REFERENCES workspace."person" ("id") ON DELETE SET NULL,
    ADD CONSTRAINT "FK_5a104112b21bbebb37fca93a548"
        FOREIGN KEY ("companyId") REFERENCES workspace."company" ("id") ON DELETE SET NULL,
    ADD CONSTRAINT "FK_67371a1e3fd5bac524f7e914bad"
        FOREIGN KEY ("ownerId") REFERENCES workspace."workspaceMember" ("id") ON DELETE SET NULL;
ALTER TABLE workspace."task"
    ADD CONSTRAINT "FK_7384988f7eeb777e44802a0baca"
        FOREIGN KEY ("assigneeId") REFERENCES workspace."workspaceMember" ("id") ON DELETE SET NULL;
ALTER TABLE workspace."message"
    ADD CONSTRAINT "FK_51fa5df1094bfdbf99ea91a72fa"
        FOREIGN KEY ("messageThreadId") REFERENCES workspace."messageThread" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_e6f710e358c428f95094a4adcaf"
        FOREIGN KEY ("messageCampaignId") REFERENCES workspace."messageCampaign" ("id") ON DELETE SET NULL;
ALTER TABLE workspace."noteTarget"
    ADD CONSTRAINT "FK_52050fd9cf6b7ba9982ef9d867a"
        FOREIGN KEY ("noteId") REFERENCES workspace."note" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_5afbc6b8d586b33b1985c5ca1ff"
        FOREIGN KEY ("targetPersonId") REFERENCES workspace."person" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_b10df13291b5386b984298bdf20"
        FOREIGN KEY ("targetCompanyId") REFERENCES workspace."company" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_659eca453a19006d9f12e76e646"
        FOREIGN KEY ("targetOpportunityId") REFERENCES workspace."opportunity" ("id") ON DELETE CASCADE;
ALTER TABLE workspace."taskTarget"
    ADD CONSTRAINT "FK_c95f3cce2b95309005a9d1ed824"
        FOREIGN KEY ("taskId") REFERENCES workspace."task" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_050bf68b54d229f319d6a73ba1c"
        FOREIGN KEY ("targetPersonId") REFERENCES workspace."person" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_7e4d4dfe6a4af120a7ece98d77d"
        FOREIGN KEY ("targetCompanyId") REFERENCES workspace."company" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_7b5ee65641d4f0b15cdde24aef5"
        FOREIGN KEY ("targetOpportunityId") REFERENCES workspace."opportunity" ("id") ON DELETE CASCADE;
ALTER TABLE workspace."attachment"
    ADD CONSTRAINT "FK_e7ae79d27ad97d13b4b7638928c"
        FOREIGN KEY ("targetTaskId") REFERENCES workspace."task" ("id") ON DELETE SET NULL,
    ADD CONSTRAINT "FK_59071b50b641a16741369f61f1a"
        FOREIGN KEY ("targetNoteId") REFERENCES workspace."note" ("id") ON DELETE SET NULL,
    ADD CONSTRAINT "FK_73f3acb2a2eebe7834a9918116d"
        FOREIGN KEY ("targetPersonId") REFERENCES workspace."person" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_b7c6ea80823b826f32fcea66890"
        FOREIGN KEY ("targetCompanyId") REFERENCES workspace."company" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_f46951be10839ac85e570507b35"
        FOREIGN KEY ("targetOpportunityId") REFERENCES workspace."opportunity" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_fff5fb78a7df5db6586ac686c47"
        FOREIGN KEY ("targetDashboardId") REFERENCES workspace."dashboard" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_d8e3323258d8fc337790047f7cf"
        FOREIGN KEY ("targetWorkflowId") REFERENCES workspace."workflow" ("id") ON DELETE CASCADE;
ALTER TABLE workspace."timelineActivity"
    ADD CONSTRAINT "FK_b8af01591f389f596f7be54b13d"
        FOREIGN KEY ("workspaceMemberId") REFERENCES workspace."workspaceMember" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_875809b410c253073b5aa812c9a"
        FOREIGN KEY ("targetPersonId") REFERENCES workspace."person" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_7460f3992bc8d73165b3b2874e6"
        FOREIGN KEY ("targetCompanyId") REFERENCES workspace."company" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_0482ca18fc5e49456ce97cf61aa"
        FOREIGN KEY ("targetOpportunityId") REFERENCES workspace."opportunity" ("id") ON DELETE SET NULL,
    ADD CONSTRAINT "FK_068146151017a5f32c3b152ac04"
        FOREIGN KEY ("targetNoteId") REFERENCES workspace."note" ("id") ON DELETE SET NULL,
    ADD CONSTRAINT "FK_4d266cbeff57096026be4b97ee3"
        FOREIGN KEY ("targetTaskId") REFERENCES workspace."task" ("id") ON DELETE SET NULL,
    ADD CONSTRAINT "FK_017f8e2306dc1b0182a33b062a5"
        FOREIGN KEY ("targetWorkflowId") REFERENCES workspace."workflow" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_23ea8a9080759633a448287c157"
        FOREIGN KEY ("targetWorkflowVersionId") REFERENCES workspace."workflowVersion" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_3c53994e4a67712996d6a9cbf8d"
        FOREIGN KEY ("targetWorkflowRunId") REFERENCES workspace."workflowRun" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_393340ea834ab8660b51d482f29"
        FOREIGN KEY ("targetDashboardId") REFERENCES workspace."dashboard" ("id") ON DELETE SET NULL,
    ADD CONSTRAINT "FK_a673e094d8178750dc4bba893cc"
        FOREIGN KEY ("targetMessageListId") REFERENCES workspace."messageList" ("id") ON DELETE SET NULL,
    ADD CONSTRAINT "FK_ab1ef862f90b03052b7c697c7a5"
        FOREIGN KEY ("targetMessageCampaignId") REFERENCES workspace."messageCampaign" ("id") ON DELETE SET NULL;

-- Indexes under Twenty's names: IDX_ and the beginning of the SHA-256 of table and field names.
CREATE UNIQUE INDEX "IDX_UNIQUE_39954942ffa78c957b5dee47739" ON workspace."workspaceMember" ("userEmail");
CREATE INDEX "IDX_e47451872f70c8f187a6b460ac7" ON workspace."workspaceMember" USING gin ("searchVector");
CREATE UNIQUE INDEX "IDX_UNIQUE_2a32339058d0b6910b0834ddf81" ON workspace."company" ("domainNamePrimaryLinkUrl");
CREATE INDEX "IDX_f719a95179070eac397ba18dc70" ON workspace."company" ("accountOwnerId");
CREATE INDEX "IDX_fb1f4905546cfc6d70a971c76f7" ON workspace."company" USING gin ("searchVector");
CREATE UNIQUE INDEX "IDX_UNIQUE_87914cd3ce963115f8cb943e2ac" ON workspace."person" ("emailsPrimaryEmail");
CREATE INDEX "IDX_ae09ff97967369e0644bacc0fce" ON workspace."person" ("companyId");
CREATE INDEX "IDX_bbd7aec1976fc684a0a5e4816c9" ON workspace."person" USING gin ("searchVector");
CREATE INDEX "IDX_c0ac950d77b75527f654b7f6a06" ON workspace."opportunity" ("pointOfContactId");
CREATE INDEX "IDX_4b9feee3298c853326bf6ff8e42" ON workspace."opportunity" ("companyId");
CREATE INDEX "IDX_ae112c10e060420923011767b14" ON workspace."opportunity" ("stage");
CREATE INDEX "IDX_9f96d65260c4676faac27cb6bf3" ON workspace."opportunity" USING gin ("searchVector");
CREATE INDEX "IDX_f20de8d7fc74a405e4083051275" ON workspace."note" USING gin ("searchVector");
CREATE INDEX "IDX_b5b4da613fc4d734f65fb1deb6b" ON workspace."task" ("assigneeId");
CREATE INDEX "IDX_d01a000cf26e1225d894dc3d364" ON workspace."task" USING gin ("searchVector");
CREATE INDEX "IDX_f3b76c5322b31cba175b2eccec8" ON workspace."dashboard" USING gin ("searchVector");
CREATE INDEX "IDX_d09fc4b1711543f42c127270f1e" ON workspace."workflow" USING gin ("searchVector");
CREATE INDEX "IDX_0eea48d9e04d3d3bbbc2f51afd3" ON workspace."messageThread" USING gin ("searchVector");
CREATE INDEX "IDX_5d002cd3b5be1cb05c0b7b28582" ON workspace."message" ("messageThreadId");
CREATE INDEX "IDX_4036b3fcba7a72c35b74c91d0cb" ON workspace."message" ("messageCampaignId");
CREATE INDEX "IDX_b9d61f2d9d80e5dbc33d06e9c06" ON workspace."message" USING gin ("searchVector");
CREATE INDEX "IDX_fe0a64c805a223fce06e76cfae8" ON workspace."calendarEvent" USING gin ("searchVector");
CREATE INDEX "IDX_7e2582241f3b749d7a43d7d0231" ON workspace."noteTarget" ("noteId");
CREATE INDEX "IDX_a1e176335c31525bf3cc12f0e00" ON workspace."noteTarget" ("targetPersonId");
CREATE INDEX "IDX_2f07fa4cf183061692f8d99df80" ON workspace."noteTarget" ("targetCompanyId");
CREATE INDEX "IDX_9058210268a941b4b77a609e982" ON workspace."noteTarget" ("targetOpportunityId");
CREATE INDEX "IDX_74ad70941560ba6b2a179ad460c" ON workspace."taskTarget" ("taskId");
CREATE INDEX "IDX_f3d9b01b0d587804e7beeb2a534" ON workspace."taskTarget" ("targetPersonId");
CREATE INDEX "IDX_419778384cd97935db3e246f589" ON workspace."taskTarget" ("targetCompanyId");
CREATE INDEX "IDX_f0e95ec5e72b91f28fffac1201b" ON workspace."taskTarget" ("targetOpportunityId");
CREATE INDEX "IDX_3491dc65669342b9bfb1637f5e0" ON workspace."attachment" ("targetTaskId");
CREATE INDEX "IDX_699ff395576ff0f73cc87464166" ON workspace."attachment" ("targetNoteId");
CREATE INDEX "IDX_04d8ad72536bbeb4430998211f8" ON workspace."attachment" ("targetPersonId");
CREATE INDEX "IDX_21649fe7fe250834d1dd37125b1" ON workspace."attachment" ("targetCompanyId");
CREATE INDEX "IDX_fde993c7020a17c3282edf5c9b8" ON workspace."attachment" ("targetOpportunityId");
CREATE INDEX "IDX_4c7e63468918a5d5233ccb65de7" ON workspace."attachment" ("targetDashboardId");
CREATE INDEX "IDX_30f5fd16a4aa058d1a6c4b8ac10" ON workspace."attachment" ("targetWorkflowId");
CREATE INDEX "IDX_dc68847d0ff0b17baef8fb632c2" ON workspace."timelineActivity" ("workspaceMemberId");
CREATE INDEX "IDX_e49dd7da4ed5c919babcd31c93b" ON workspace."timelineActivity" ("targetPersonId");
CREATE INDEX "IDX_9b267fc4a89dd1aaec4c5340f05" ON workspace."timelineActivity" ("targetCompanyId");
CREATE INDEX "IDX_62d09af534224aa478109b2d585" ON workspace."timelineActivity" ("targetOpportunityId");
CREATE INDEX "IDX_26a021921ba73b428be8f244ded" ON workspace."timelineActivity" ("targetNoteId");
CREATE INDEX "IDX_1ff229b8237e8368a92c08d11f0" ON workspace."timelineActivity" ("targetTaskId");
CREATE INDEX "IDX_9a2065c2b56ffe8b74d1a12705f" ON workspace."timelineActivity" ("targetWorkflowId");
CREATE INDEX "IDX_953cb9c73db904f98697f4867b2" ON workspace."timelineActivity" ("targetWorkflowVersionId");
CREATE INDEX "IDX_58b130a455b1451066c84dc63e2" ON workspace."timelineActivity" ("targetWorkflowRunId");
CREATE INDEX "IDX_6b2a27852dd0e0846577662a33a" ON workspace."timelineActivity" ("targetDashboardId");

-- Ours: new records go to the front, so every insert asks for the smallest position.
CREATE INDEX "IDX_4e2172cf2ecc3851af5eef54cca" ON workspace."workspaceMember" ("position");
CREATE INDEX "IDX_339dea1892ffcc0205daa114ff0" ON workspace."company" ("position");
CREATE INDEX "IDX_b315568d9d48a958a1d666a31a2" ON workspace."person" ("position");
CREATE INDEX "IDX_1c2553f395a5b945adce07a854b" ON workspace."opportunity" ("position");
CREATE INDEX "IDX_3fb36e838f742254cf400a55d25" ON workspace."note" ("position");
CREATE INDEX "IDX_54be78bc12a1c47f414852ccc60" ON workspace."task" ("position");
CREATE INDEX "IDX_e0c6a73850223803c8e6368e6f6" ON workspace."dashboard" ("position");
CREATE INDEX "IDX_fbf7610c71a595246daa74ffcdd" ON workspace."workflow" ("position");
CREATE INDEX "IDX_2beaf5b59d80024df1b962b7b03" ON workspace."workflowVersion" ("position");
CREATE INDEX "IDX_ef8779d6f12b930aad7fde454d5" ON workspace."workflowRun" ("position");
CREATE INDEX "IDX_a4d82304a587f4ea745669c56e9" ON workspace."messageThread" ("position");
CREATE INDEX "IDX_295dd5c86a847d01f19133f87ff" ON workspace."messageList" ("position");
CREATE INDEX "IDX_0c3d190c0f413def9a101e6d320" ON workspace."messageCampaign" ("position");
CREATE INDEX "IDX_44b0faab7bd85b0a9ee9b9b6b27" ON workspace."message" ("position");
CREATE INDEX "IDX_33c036282a0da6ef3d8b835b311" ON workspace."calendarEvent" ("position");
CREATE INDEX "IDX_ab1edfe99e9581a83b2dd42eeef" ON workspace."noteTarget" ("position");
CREATE INDEX "IDX_1fdb5a42e4f1103be57362f9b9d" ON workspace."taskTarget" ("position");
CREATE INDEX "IDX_2fb1430125501d1f95fbacde7e8" ON workspace."attachment" ("position");
CREATE INDEX "IDX_7afcfa5abd2cc3d7408fd71a586" ON workspace."timelineActivity" ("position");
