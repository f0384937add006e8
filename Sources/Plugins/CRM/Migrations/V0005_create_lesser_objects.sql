-- The objects that Twenty 2.21 has beside the main ones, laid out like those, and the fields that the ones met before as targets of
-- relations were without. Whether this database is the template or a tenant's, its workspace's schema goes first here.
SELECT set_config('search_path', quote_ident("schemaName") || ', core, public', true) FROM core."workspace";

-- Unique keys are compiled as well, so the fingerprint covers the indexes; but not their ids, which no two workspaces share.
CREATE OR REPLACE FUNCTION core."metadataFingerprint"() RETURNS text
    LANGUAGE sql STABLE
    AS $$
    SELECT encode(sha256(convert_to(COALESCE(string_agg(described.line, E'\n' ORDER BY described.line), ''), 'UTF8')), 'hex')
    FROM (
        SELECT (to_jsonb(object) - 'createdAt' - 'updatedAt')::text AS line FROM core."objectMetadata" AS object
        UNION ALL
        SELECT (to_jsonb(field) - 'createdAt' - 'updatedAt')::text FROM core."fieldMetadata" AS field
        UNION ALL
        SELECT (to_jsonb(index) - 'id' - 'universalIdentifier' - 'createdAt' - 'updatedAt')::text
        FROM core."indexMetadata" AS index
    ) AS described
    $$;
CREATE TRIGGER "renewFingerprint"
    AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON core."indexMetadata"
    FOR EACH STATEMENT EXECUTE FUNCTION core."renewFingerprint"();

CREATE TYPE "blocklist_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE "blocklist_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE "blocklist" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "handle" text,
    "workspaceMemberId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" "blocklist_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" "blocklist_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_c3a1a2ea2ffda610496ce852572" PRIMARY KEY ("id")
);

CREATE TYPE "calendarChannelEventAssociation_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE "calendarChannelEventAssociation_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE "calendarChannelEventAssociation" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "eventExternalId" text,
    "recurringEventExternalId" text,
    "calendarChannelId" uuid,
    "calendarEventId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" "calendarChannelEventAssociation_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" "calendarChannelEventAssociation_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_8ba7dd9e43449ee83b6dd1be728" PRIMARY KEY ("id")
);

CREATE TYPE "calendarEventParticipant_responseStatus_enum" AS ENUM ('NEEDS_ACTION', 'DECLINED', 'TENTATIVE', 'ACCEPTED');
CREATE TYPE "calendarEventParticipant_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE "calendarEventParticipant_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE "calendarEventParticipant" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "handle" text,
    "displayName" text,
    "isOrganizer" boolean NOT NULL DEFAULT false,
    "responseStatus" "calendarEventParticipant_responseStatus_enum" NOT NULL DEFAULT 'NEEDS_ACTION',
    "calendarEventId" uuid,
    "personId" uuid,
    "workspaceMemberId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" "calendarEventParticipant_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" "calendarEventParticipant_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_24b52b100e7371407d951323e43" PRIMARY KEY ("id")
);

CREATE TYPE "callRecording_status_enum" AS ENUM ('SCHEDULED', 'RECORDING', 'PROCESSING', 'COMPLETED', 'FAILED');
CREATE TYPE "callRecording_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE "callRecording_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE "callRecording" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "title" text,
    "status" "callRecording_status_enum",
    "startedAt" timestamptz,
    "endedAt" timestamptz,
    "audio" jsonb,
    "video" jsonb,
    "transcript" jsonb,
    "summaryBlocknote" text,
    "summaryMarkdown" text,
    "calendarEventId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" "callRecording_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" "callRecording_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_8bbc56696d99b76212910b63a07" PRIMARY KEY ("id")
);

CREATE TYPE "messageListMember_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE "messageListMember_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE "messageListMember" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "messageListId" uuid,
    "personId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" "messageListMember_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" "messageListMember_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_262fe5d2abc4b26d410a911555a" PRIMARY KEY ("id")
);

CREATE TYPE "messageChannelMessageAssociation_direction_enum" AS ENUM ('INCOMING', 'OUTGOING');
CREATE TYPE "messageChannelMessageAssociation_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE "messageChannelMessageAssociation_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE "messageChannelMessageAssociation" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "messageExternalId" text,
    "messageThreadExternalId" text,
    "messageChannelId" uuid,
    "direction" "messageChannelMessageAssociation_direction_enum" NOT NULL DEFAULT 'INCOMING',
    "messageId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" "messageChannelMessageAssociation_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" "messageChannelMessageAssociation_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_1a362709b248dbf0105195ba9a0" PRIMARY KEY ("id")
);

CREATE TYPE "messageChannelMessageAssociationMessageFolder_createdBySource_e" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE "messageChannelMessageAssociationMessageFolder_updatedBySource_e" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE "messageChannelMessageAssociationMessageFolder" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "messageFolderId" uuid,
    "messageChannelMessageAssociationId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" "messageChannelMessageAssociationMessageFolder_createdBySource_e" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" "messageChannelMessageAssociationMessageFolder_updatedBySource_e" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_6099e90bb0fad3dc61e83b8ae57" PRIMARY KEY ("id")
);

CREATE TYPE "messageParticipant_role_enum" AS ENUM ('FROM', 'TO', 'CC', 'BCC');
CREATE TYPE "messageParticipant_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE "messageParticipant_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE "messageParticipant" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "role" "messageParticipant_role_enum" NOT NULL DEFAULT 'FROM',
    "handle" text,
    "displayName" text,
    "messageId" uuid,
    "personId" uuid,
    "workspaceMemberId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" "messageParticipant_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" "messageParticipant_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_5614af772aa889e41ecf83d655c" PRIMARY KEY ("id")
);

CREATE TYPE "workflowAutomatedTrigger_type_enum" AS ENUM ('DATABASE_EVENT', 'CRON');
CREATE TYPE "workflowAutomatedTrigger_createdBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TYPE "workflowAutomatedTrigger_updatedBySource_enum" AS ENUM
    ('EMAIL', 'CALENDAR', 'WORKFLOW', 'AGENT', 'API', 'IMPORT', 'MANUAL', 'SYSTEM', 'WEBHOOK', 'APPLICATION');
CREATE TABLE "workflowAutomatedTrigger" (
    "id" uuid NOT NULL DEFAULT public.uuid_generate_v4(),
    "createdAt" timestamptz NOT NULL DEFAULT now(),
    "updatedAt" timestamptz NOT NULL DEFAULT now(),
    "deletedAt" timestamptz,
    "type" "workflowAutomatedTrigger_type_enum" NOT NULL DEFAULT 'DATABASE_EVENT',
    "settings" jsonb,
    "workflowId" uuid,
    "position" double precision NOT NULL DEFAULT 0,
    "createdBySource" "workflowAutomatedTrigger_createdBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "createdByWorkspaceMemberId" uuid,
    "createdByName" text NOT NULL DEFAULT 'System',
    "createdByContext" jsonb DEFAULT '{}',
    "updatedBySource" "workflowAutomatedTrigger_updatedBySource_enum" NOT NULL DEFAULT 'MANUAL',
    "updatedByWorkspaceMemberId" uuid,
    "updatedByName" text NOT NULL DEFAULT 'System',
    "updatedByContext" jsonb DEFAULT '{}',
    "searchVector" tsvector,
    CONSTRAINT "PK_ecc1deb61ba0ebe598ae2373173" PRIMARY KEY ("id")
);

-- What dashboards, campaigns, workflows and their versions and runs hold beside their names.
ALTER TABLE "dashboard"
    ADD COLUMN "pageLayoutId" uuid;
CREATE TYPE "workflow_statuses_enum" AS ENUM ('DRAFT', 'ACTIVE', 'DEACTIVATED');
ALTER TABLE "workflow"
    ADD COLUMN "lastPublishedVersionId" text,
    ADD COLUMN "statuses" "workflow_statuses_enum"[];
CREATE TYPE "workflowVersion_status_enum" AS ENUM ('DRAFT', 'ACTIVE', 'DEACTIVATED', 'ARCHIVED');
ALTER TABLE "workflowVersion"
    ADD COLUMN "trigger" jsonb,
    ADD COLUMN "steps" jsonb,
    ADD COLUMN "status" "workflowVersion_status_enum" NOT NULL DEFAULT 'DRAFT',
    ADD COLUMN "workflowId" uuid;
CREATE TYPE "workflowRun_status_enum" AS ENUM ('NOT_STARTED', 'ENQUEUED', 'RUNNING', 'COMPLETED', 'FAILED', 'STOPPING', 'STOPPED');
ALTER TABLE "workflowRun"
    ADD COLUMN "enqueuedAt" timestamptz,
    ADD COLUMN "startedAt" timestamptz,
    ADD COLUMN "endedAt" timestamptz,
    ADD COLUMN "status" "workflowRun_status_enum" NOT NULL DEFAULT 'NOT_STARTED',
    ADD COLUMN "state" jsonb,
    ADD COLUMN "workflowVersionId" uuid,
    ADD COLUMN "workflowId" uuid;
CREATE TYPE "messageCampaign_status_enum" AS ENUM ('DRAFT', 'SCHEDULED', 'SENDING', 'SENT', 'FAILED');
ALTER TABLE "messageCampaign"
    ADD COLUMN "subject" text,
    ADD COLUMN "bodyBlocknote" text,
    ADD COLUMN "bodyMarkdown" text,
    ADD COLUMN "status" "messageCampaign_status_enum" NOT NULL DEFAULT 'DRAFT',
    ADD COLUMN "scheduledAt" timestamptz,
    ADD COLUMN "sentAt" timestamptz,
    ADD COLUMN "messageListId" uuid;

-- Foreign keys and indexes under Twenty's names, and ours on the position.
ALTER TABLE "blocklist"
    ADD CONSTRAINT "FK_bbaebad9d11e773689cb3cdf997"
        FOREIGN KEY ("workspaceMemberId") REFERENCES "workspaceMember" ("id") ON DELETE CASCADE;
ALTER TABLE "calendarChannelEventAssociation"
    ADD CONSTRAINT "FK_1fc99b189521f153bf3bbac7324"
        FOREIGN KEY ("calendarEventId") REFERENCES "calendarEvent" ("id") ON DELETE CASCADE;
ALTER TABLE "calendarEventParticipant"
    ADD CONSTRAINT "FK_082f03025609e55b3d55de7cc28"
        FOREIGN KEY ("calendarEventId") REFERENCES "calendarEvent" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_78e8a7e863f3d614d3d30034479"
        FOREIGN KEY ("personId") REFERENCES "person" ("id") ON DELETE SET NULL,
    ADD CONSTRAINT "FK_cd980caeb07e091a71780e5a367"
        FOREIGN KEY ("workspaceMemberId") REFERENCES "workspaceMember" ("id") ON DELETE SET NULL;
ALTER TABLE "callRecording"
    ADD CONSTRAINT "FK_77bacb61539822c0763f3382c14"
        FOREIGN KEY ("calendarEventId") REFERENCES "calendarEvent" ("id") ON DELETE SET NULL;
ALTER TABLE "messageListMember"
    ADD CONSTRAINT "FK_3c6bf71af5d60cfcb411583615e"
        FOREIGN KEY ("messageListId") REFERENCES "messageList" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_11ef3dc93face56b812aece0637"
        FOREIGN KEY ("personId") REFERENCES "person" ("id") ON DELETE CASCADE;
ALTER TABLE "messageChannelMessageAssociation"
    ADD CONSTRAINT "FK_9b53fe617a3a4c0fa231703a64f"
        FOREIGN KEY ("messageId") REFERENCES "message" ("id") ON DELETE CASCADE;
ALTER TABLE "messageChannelMessageAssociationMessageFolder"
    ADD CONSTRAINT "FK_b5510ced6b48600c5a1ab14ec42"
        FOREIGN KEY ("messageChannelMessageAssociationId") REFERENCES "messageChannelMessageAssociation" ("id") ON DELETE CASCADE;
ALTER TABLE "messageParticipant"
    ADD CONSTRAINT "FK_670c8b151ad702613fce89b3662"
        FOREIGN KEY ("messageId") REFERENCES "message" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_cbfaa3bb38cced64ea9576016c2"
        FOREIGN KEY ("personId") REFERENCES "person" ("id") ON DELETE SET NULL,
    ADD CONSTRAINT "FK_840b9ccea0055abb8b3e980638c"
        FOREIGN KEY ("workspaceMemberId") REFERENCES "workspaceMember" ("id") ON DELETE SET NULL;
ALTER TABLE "workflowAutomatedTrigger"
    ADD CONSTRAINT "FK_e078063f0cbce9767a0f8ca431d"
        FOREIGN KEY ("workflowId") REFERENCES "workflow" ("id") ON DELETE CASCADE;
ALTER TABLE "workflowVersion"
    ADD CONSTRAINT "FK_c3d1cd364eab2fe2a207964738c"
        FOREIGN KEY ("workflowId") REFERENCES "workflow" ("id") ON DELETE CASCADE;
ALTER TABLE "workflowRun"
    ADD CONSTRAINT "FK_25b2bf1832ffa264f8dc39f7dab"
        FOREIGN KEY ("workflowVersionId") REFERENCES "workflowVersion" ("id") ON DELETE CASCADE,
    ADD CONSTRAINT "FK_da6e20d423109a993f1d63938e6"
        FOREIGN KEY ("workflowId") REFERENCES "workflow" ("id") ON DELETE CASCADE;
ALTER TABLE "messageCampaign"
    ADD CONSTRAINT "FK_8f350102b269f356cfcf0734b56"
        FOREIGN KEY ("messageListId") REFERENCES "messageList" ("id") ON DELETE SET NULL;
CREATE INDEX "IDX_9e247b4ab168100e4aa8fb6a853" ON "blocklist" ("workspaceMemberId");
CREATE INDEX "IDX_733381453fca683f36c05af5478" ON "calendarChannelEventAssociation" ("calendarEventId");
CREATE INDEX "IDX_40150517e4f1ab6154e426eafce" ON "calendarEventParticipant" ("calendarEventId");
CREATE INDEX "IDX_ba8418718688702d3113fde2fe1" ON "calendarEventParticipant" ("personId");
CREATE INDEX "IDX_70c8cfc3c0c8407789db32ad9cf" ON "calendarEventParticipant" ("workspaceMemberId");
CREATE INDEX "IDX_746238bc7fc291401a93df1e144" ON "callRecording" ("calendarEventId");
CREATE INDEX "IDX_1a1c5870b5098fa2038c68ccc80" ON "messageListMember" ("messageListId");
CREATE INDEX "IDX_c9ccbe031d59ea0186a00c3ba40" ON "messageListMember" ("personId");
CREATE INDEX "IDX_3f4c0095cf17b62868bec089fab" ON "messageChannelMessageAssociation" ("messageId");
CREATE INDEX "IDX_daf00d51b50634730fd77f16bb6" ON "messageChannelMessageAssociationMessageFolder" ("messageChannelMessageAssociationId");
CREATE INDEX "IDX_19ad12ae96a5d4357ff3a15ba2b" ON "messageParticipant" ("messageId");
CREATE INDEX "IDX_47a5ea9e149973d6ef980bdc4f1" ON "messageParticipant" ("personId");
CREATE INDEX "IDX_7a56509bca48a709378017a9135" ON "messageParticipant" ("workspaceMemberId");
CREATE INDEX "IDX_397bfb7946782933c476b98d925" ON "workflowAutomatedTrigger" ("workflowId");
CREATE INDEX "IDX_6dbfc4d091e55b676e5f698c2c2" ON "workflowVersion" ("workflowId");
CREATE INDEX "IDX_9fdeb410f15f569f2843698c5b3" ON "workflowRun" ("workflowVersionId");
CREATE INDEX "IDX_eced9eb2a6cc8f9a5b49fe4b04e" ON "workflowRun" ("workflowId");
CREATE INDEX "IDX_68fedd63c16e6594dc42e848394" ON "messageCampaign" ("messageListId");
CREATE INDEX "IDX_3151e1c1aa191d4c75523acda01" ON "blocklist" ("position");
CREATE INDEX "IDX_a98c5eed945779d5edfe72d1588" ON "calendarChannelEventAssociation" ("position");
CREATE INDEX "IDX_5a3e0e63cf1bc04c83758d54fd8" ON "calendarEventParticipant" ("position");
CREATE INDEX "IDX_0045bc37c191313d9ad4a9802cf" ON "callRecording" ("position");
CREATE INDEX "IDX_725b4bf0af8c3cc05f01685c1ad" ON "messageListMember" ("position");
CREATE INDEX "IDX_700371a8d04fc327fb304186bea" ON "messageChannelMessageAssociation" ("position");
CREATE INDEX "IDX_9ab6ec02c8350c120a22c0bdbd7" ON "messageChannelMessageAssociationMessageFolder" ("position");
CREATE INDEX "IDX_9816c08955182ddbe31d45f0de6" ON "messageParticipant" ("position");
CREATE INDEX "IDX_d41453123a8ed5d4129c4572e2d" ON "workflowAutomatedTrigger" ("position");

-- The rows that tell the engine of them.
INSERT INTO core."objectMetadata"
    ("id", "nameSingular", "namePlural", "labelSingular", "labelPlural", "icon", "isSystem")
VALUES
    ('c27c51fd-c58e-51c3-bbc2-46d6ec63405e', 'blocklist', 'blocklists', 'Blocklist', 'Blocklists', 'IconForbid2', true),
    ('f70db98e-2e09-5561-a463-13c0034b3e4c', 'calendarChannelEventAssociation', 'calendarChannelEventAssociations', 'Calendar channel event association', 'Calendar channel event associations', 'IconCalendar', true),
    ('7c1c3090-b7d7-5a71-aa80-42022a5632aa', 'calendarEventParticipant', 'calendarEventParticipants', 'Calendar event participant', 'Calendar event participants', 'IconCalendar', true),
    ('b9bab644-8cce-5342-adf5-3b3ed7252079', 'callRecording', 'callRecordings', 'Call recording', 'Call recordings', 'IconVideo', true),
    ('51390e58-bc3a-5672-8cdf-30708f500102', 'messageListMember', 'messageListMembers', 'Message list member', 'Message list members', 'IconUsers', true),
    ('3e8dd2ea-8f13-551a-9cee-096ad9456104', 'messageChannelMessageAssociation', 'messageChannelMessageAssociations', 'Message channel message association', 'Message channel message associations', 'IconMessage', true),
    ('d91eaed7-304c-5ba5-9586-7cbd96587e7c', 'messageChannelMessageAssociationMessageFolder', 'messageChannelMessageAssociationMessageFolders', 'Message channel message association message folder', 'Message channel message association message folders', 'IconFolder', true),
    ('ba0c4149-6742-58fc-9e96-86118853dae4', 'messageParticipant', 'messageParticipants', 'Message participant', 'Message participants', 'IconUserCircle', true),
    ('f22fa7bf-d765-53e5-9647-a62bcd1e174b', 'workflowAutomatedTrigger', 'workflowAutomatedTriggers', 'Workflow automated trigger', 'Workflow automated triggers', 'IconSettingsAutomation', true);

INSERT INTO core."fieldMetadata" ("id", "objectMetadataId", "name", "type", "label", "isSystem", "isNullable", "isUnique", "defaultValue")
SELECT public.uuid_generate_v5(object."id", field."name"), object."id", field."name", field."type", field."label", true,
    field."isNullable", field."isUnique", field."defaultValue"::jsonb
FROM core."objectMetadata" AS object
CROSS JOIN (VALUES
    (0, 'id', 'UUID', 'Id', false, true, '"uuid"'),
    (1, 'createdAt', 'DATE_TIME', 'Creation date', false, false, '"now"'),
    (2, 'updatedAt', 'DATE_TIME', 'Last update', false, false, '"now"'),
    (3, 'deletedAt', 'DATE_TIME', 'Deleted at', true, false, NULL)
) AS field ("place", "name", "type", "label", "isNullable", "isUnique", "defaultValue")
WHERE NOT EXISTS (SELECT FROM core."fieldMetadata" AS known WHERE known."objectMetadataId" = object."id")
ORDER BY object."nameSingular", field."place";

INSERT INTO core."fieldMetadata"
    ("id", "objectMetadataId", "name", "type", "label", "isNullable", "defaultValue", "options", "settings",
    "relationTargetObjectMetadataId")
SELECT public.uuid_generate_v5(object."id", field."name"), object."id", field."name", field."type", field."label",
    field."isNullable", field."defaultValue"::jsonb, field."options"::jsonb, field."settings"::jsonb, target."id"
FROM (VALUES
    (1, 'blocklist', 'handle', 'TEXT', 'Handle', true, NULL, NULL, NULL, NULL),
    (2, 'blocklist', 'workspaceMember', 'RELATION', 'Workspace member', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"CASCADE","joinColumnName":"workspaceMemberId"}', 'workspaceMember'),
    (3, 'calendarChannelEventAssociation', 'eventExternalId', 'TEXT', 'Event external id', true, NULL, NULL, NULL, NULL),
    (4, 'calendarChannelEventAssociation', 'recurringEventExternalId', 'TEXT', 'Recurring event external id', true, NULL, NULL, NULL, NULL),
    (5, 'calendarChannelEventAssociation', 'calendarChannelId', 'UUID', 'Calendar channel id', true, NULL, NULL, NULL, NULL),
    (6, 'calendarChannelEventAssociation', 'calendarEvent', 'RELATION', 'Calendar event', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"CASCADE","joinColumnName":"calendarEventId"}', 'calendarEvent'),
    (7, 'calendarEventParticipant', 'handle', 'TEXT', 'Handle', true, NULL, NULL, NULL, NULL),
    (8, 'calendarEventParticipant', 'displayName', 'TEXT', 'Display name', true, NULL, NULL, NULL, NULL),
    (9, 'calendarEventParticipant', 'isOrganizer', 'BOOLEAN', 'Is organizer', false, 'false', NULL, NULL, NULL),
    (10, 'calendarEventParticipant', 'responseStatus', 'SELECT', 'Response status', false, '"''NEEDS_ACTION''"', '[{"value":"NEEDS_ACTION","label":"Needs action","position":0,"color":"orange"},{"value":"DECLINED","label":"Declined","position":1,"color":"red"},{"value":"TENTATIVE","label":"Tentative","position":2,"color":"yellow"},{"value":"ACCEPTED","label":"Accepted","position":3,"color":"green"}]', NULL, NULL),
    (11, 'calendarEventParticipant', 'calendarEvent', 'RELATION', 'Calendar event', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"CASCADE","joinColumnName":"calendarEventId"}', 'calendarEvent'),
    (12, 'calendarEventParticipant', 'person', 'RELATION', 'Person', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"SET_NULL","joinColumnName":"personId"}', 'person'),
    (13, 'calendarEventParticipant', 'workspaceMember', 'RELATION', 'Workspace member', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"SET_NULL","joinColumnName":"workspaceMemberId"}', 'workspaceMember'),
    (14, 'callRecording', 'title', 'TEXT', 'Title', true, NULL, NULL, NULL, NULL),
    (15, 'callRecording', 'status', 'SELECT', 'Status', true, NULL, '[{"value":"SCHEDULED","label":"Scheduled","position":0,"color":"gray"},{"value":"RECORDING","label":"Recording","position":1,"color":"blue"},{"value":"PROCESSING","label":"Processing","position":2,"color":"yellow"},{"value":"COMPLETED","label":"Completed","position":3,"color":"green"},{"value":"FAILED","label":"Failed","position":4,"color":"red"}]', NULL, NULL),
    (16, 'callRecording', 'startedAt', 'DATE_TIME', 'Started at', true, NULL, NULL, NULL, NULL),
    (17, 'callRecording', 'endedAt', 'DATE_TIME', 'Ended at', true, NULL, NULL, NULL, NULL),
    (18, 'callRecording', 'audio', 'FILES', 'Audio', true, NULL, NULL, NULL, NULL),
    (19, 'callRecording', 'video', 'FILES', 'Video', true, NULL, NULL, NULL, NULL),
    (20, 'callRecording', 'transcript', 'RAW_JSON', 'Transcript', true, NULL, NULL, NULL, NULL),
    (21, 'callRecording', 'summary', 'RICH_TEXT', 'Summary', true, NULL, NULL, NULL, NULL),
    (22, 'callRecording', 'calendarEvent', 'RELATION', 'Calendar event', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"SET_NULL","joinColumnName":"calendarEventId"}', 'calendarEvent'),
    (23, 'messageListMember', 'messageList', 'RELATION', 'Message list', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"CASCADE","joinColumnName":"messageListId"}', 'messageList'),
    (24, 'messageListMember', 'person', 'RELATION', 'Person', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"CASCADE","joinColumnName":"personId"}', 'person'),
    (25, 'messageChannelMessageAssociation', 'messageExternalId', 'TEXT', 'Message external id', true, NULL, NULL, NULL, NULL),
    (26, 'messageChannelMessageAssociation', 'messageThreadExternalId', 'TEXT', 'Message thread external id', true, NULL, NULL, NULL, NULL),
    (27, 'messageChannelMessageAssociation', 'messageChannelId', 'UUID', 'Message channel id', true, NULL, NULL, NULL, NULL),
    (28, 'messageChannelMessageAssociation', 'direction', 'SELECT', 'Direction', false, '"''INCOMING''"', '[{"value":"INCOMING","label":"Incoming","position":0,"color":"green"},{"value":"OUTGOING","label":"Outgoing","position":1,"color":"blue"}]', NULL, NULL),
    (29, 'messageChannelMessageAssociation', 'message', 'RELATION', 'Message', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"CASCADE","joinColumnName":"messageId"}', 'message'),
    (30, 'messageChannelMessageAssociation', 'messageFolders', 'RELATION', 'Message folders', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'messageChannelMessageAssociationMessageFolder'),
    (31, 'messageChannelMessageAssociationMessageFolder', 'messageFolderId', 'UUID', 'Message folder id', true, NULL, NULL, NULL, NULL),
    (32, 'messageChannelMessageAssociationMessageFolder', 'messageChannelMessageAssociation', 'RELATION', 'Message channel message association', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"CASCADE","joinColumnName":"messageChannelMessageAssociationId"}', 'messageChannelMessageAssociation'),
    (33, 'messageParticipant', 'role', 'SELECT', 'Role', false, '"''FROM''"', '[{"value":"FROM","label":"From","position":0,"color":"green"},{"value":"TO","label":"To","position":1,"color":"blue"},{"value":"CC","label":"Cc","position":2,"color":"orange"},{"value":"BCC","label":"Bcc","position":3,"color":"red"}]', NULL, NULL),
    (34, 'messageParticipant', 'handle', 'TEXT', 'Handle', true, NULL, NULL, NULL, NULL),
    (35, 'messageParticipant', 'displayName', 'TEXT', 'Display name', true, NULL, NULL, NULL, NULL),
    (36, 'messageParticipant', 'message', 'RELATION', 'Message', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"CASCADE","joinColumnName":"messageId"}', 'message'),
    (37, 'messageParticipant', 'person', 'RELATION', 'Person', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"SET_NULL","joinColumnName":"personId"}', 'person'),
    (38, 'messageParticipant', 'workspaceMember', 'RELATION', 'Workspace member', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"SET_NULL","joinColumnName":"workspaceMemberId"}', 'workspaceMember'),
    (39, 'workflowAutomatedTrigger', 'type', 'SELECT', 'Type', false, '"''DATABASE_EVENT''"', '[{"value":"DATABASE_EVENT","label":"Database event","position":0,"color":"green"},{"value":"CRON","label":"Cron","position":1,"color":"blue"}]', NULL, NULL),
    (40, 'workflowAutomatedTrigger', 'settings', 'RAW_JSON', 'Settings', true, NULL, NULL, NULL, NULL),
    (41, 'workflowAutomatedTrigger', 'workflow', 'RELATION', 'Workflow', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"CASCADE","joinColumnName":"workflowId"}', 'workflow'),
    (42, 'dashboard', 'pageLayoutId', 'UUID', 'Page layout id', true, NULL, NULL, NULL, NULL),
    (43, 'messageCampaign', 'subject', 'TEXT', 'Subject', true, NULL, NULL, NULL, NULL),
    (44, 'messageCampaign', 'body', 'RICH_TEXT', 'Body', true, NULL, NULL, NULL, NULL),
    (45, 'messageCampaign', 'status', 'SELECT', 'Status', false, '"''DRAFT''"', '[{"value":"DRAFT","label":"Draft","position":0,"color":"gray"},{"value":"SCHEDULED","label":"Scheduled","position":1,"color":"yellow"},{"value":"SENDING","label":"Sending","position":2,"color":"blue"},{"value":"SENT","label":"Sent","position":3,"color":"green"},{"value":"FAILED","label":"Failed","position":4,"color":"red"}]', NULL, NULL),
    (46, 'messageCampaign', 'scheduledAt', 'DATE_TIME', 'Scheduled at', true, NULL, NULL, NULL, NULL),
    (47, 'messageCampaign', 'sentAt', 'DATE_TIME', 'Sent at', true, NULL, NULL, NULL, NULL),
    (48, 'messageCampaign', 'messageList', 'RELATION', 'Message list', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"SET_NULL","joinColumnName":"messageListId"}', 'messageList'),
    (49, 'messageList', 'members', 'RELATION', 'Members', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'messageListMember'),
    (50, 'messageList', 'messageCampaigns', 'RELATION', 'Message campaigns', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'messageCampaign'),
    (51, 'workflow', 'lastPublishedVersionId', 'TEXT', 'Last published version id', true, NULL, NULL, NULL, NULL),
    (52, 'workflow', 'statuses', 'MULTI_SELECT', 'Statuses', true, NULL, '[{"value":"DRAFT","label":"Draft","position":0,"color":"yellow"},{"value":"ACTIVE","label":"Active","position":1,"color":"green"},{"value":"DEACTIVATED","label":"Deactivated","position":2,"color":"gray"}]', NULL, NULL),
    (53, 'workflow', 'versions', 'RELATION', 'Versions', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'workflowVersion'),
    (54, 'workflow', 'runs', 'RELATION', 'Runs', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'workflowRun'),
    (55, 'workflow', 'automatedTriggers', 'RELATION', 'Automated triggers', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'workflowAutomatedTrigger'),
    (56, 'workflowVersion', 'trigger', 'RAW_JSON', 'Trigger', true, NULL, NULL, NULL, NULL),
    (57, 'workflowVersion', 'steps', 'RAW_JSON', 'Steps', true, NULL, NULL, NULL, NULL),
    (58, 'workflowVersion', 'status', 'SELECT', 'Status', false, '"''DRAFT''"', '[{"value":"DRAFT","label":"Draft","position":0,"color":"yellow"},{"value":"ACTIVE","label":"Active","position":1,"color":"green"},{"value":"DEACTIVATED","label":"Deactivated","position":2,"color":"orange"},{"value":"ARCHIVED","label":"Archived","position":3,"color":"gray"}]', NULL, NULL),
    (59, 'workflowVersion', 'workflow', 'RELATION', 'Workflow', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"CASCADE","joinColumnName":"workflowId"}', 'workflow'),
    (60, 'workflowVersion', 'runs', 'RELATION', 'Runs', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'workflowRun'),
    (61, 'workflowRun', 'enqueuedAt', 'DATE_TIME', 'Enqueued at', true, NULL, NULL, NULL, NULL),
    (62, 'workflowRun', 'startedAt', 'DATE_TIME', 'Started at', true, NULL, NULL, NULL, NULL),
    (63, 'workflowRun', 'endedAt', 'DATE_TIME', 'Ended at', true, NULL, NULL, NULL, NULL),
    (64, 'workflowRun', 'status', 'SELECT', 'Status', false, '"''NOT_STARTED''"', '[{"value":"NOT_STARTED","label":"Not started","position":0,"color":"gray"},{"value":"ENQUEUED","label":"Enqueued","position":1,"color":"blue"},{"value":"RUNNING","label":"Running","position":2,"color":"yellow"},{"value":"COMPLETED","label":"Completed","position":3,"color":"green"},{"value":"FAILED","label":"Failed","position":4,"color":"red"},{"value":"STOPPING","label":"Stopping","position":5,"color":"orange"},{"value":"STOPPED","label":"Stopped","position":6,"color":"gray"}]', NULL, NULL),
    (65, 'workflowRun', 'state', 'RAW_JSON', 'State', true, NULL, NULL, NULL, NULL),
    (66, 'workflowRun', 'workflowVersion', 'RELATION', 'Workflow version', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"CASCADE","joinColumnName":"workflowVersionId"}', 'workflowVersion'),
    (67, 'workflowRun', 'workflow', 'RELATION', 'Workflow', true, NULL, NULL, '{"relationType":"MANY_TO_ONE","onDelete":"CASCADE","joinColumnName":"workflowId"}', 'workflow'),
    (68, 'person', 'messageParticipants', 'RELATION', 'Message participants', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'messageParticipant'),
    (69, 'person', 'calendarEventParticipants', 'RELATION', 'Calendar event participants', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'calendarEventParticipant'),
    (70, 'person', 'listMemberships', 'RELATION', 'List memberships', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'messageListMember'),
    (71, 'workspaceMember', 'messageParticipants', 'RELATION', 'Message participants', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'messageParticipant'),
    (72, 'workspaceMember', 'blocklist', 'RELATION', 'Blocklist', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'blocklist'),
    (73, 'workspaceMember', 'calendarEventParticipants', 'RELATION', 'Calendar event participants', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'calendarEventParticipant'),
    (74, 'calendarEvent', 'calendarChannelEventAssociations', 'RELATION', 'Calendar channel event associations', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'calendarChannelEventAssociation'),
    (75, 'calendarEvent', 'calendarEventParticipants', 'RELATION', 'Calendar event participants', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'calendarEventParticipant'),
    (76, 'calendarEvent', 'callRecordings', 'RELATION', 'Call recordings', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'callRecording'),
    (77, 'message', 'messageParticipants', 'RELATION', 'Message participants', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'messageParticipant'),
    (78, 'message', 'messageChannelMessageAssociations', 'RELATION', 'Message channel message associations', true, NULL, NULL, '{"relationType":"ONE_TO_MANY"}', 'messageChannelMessageAssociation')
) AS field ("place", "object", "name", "type", "label", "isNullable", "defaultValue", "options", "settings", "target")
JOIN core."objectMetadata" AS object ON object."nameSingular" = field."object"
LEFT JOIN core."objectMetadata" AS target ON target."nameSingular" = field."target"
ORDER BY field."place";

INSERT INTO core."fieldMetadata" ("id", "objectMetadataId", "name", "type", "label", "isSystem", "isNullable", "defaultValue")
SELECT public.uuid_generate_v5(object."id", field."name"), object."id", field."name", field."type", field."label", true,
    field."isNullable", field."defaultValue"::jsonb
FROM core."objectMetadata" AS object
CROSS JOIN (VALUES
    (0, 'position', 'POSITION', 'Position', false, '0'),
    (1, 'createdBy', 'ACTOR', 'Created by', false, '{"source":"''MANUAL''","name":"''System''"}'),
    (2, 'updatedBy', 'ACTOR', 'Updated by', false, '{"source":"''MANUAL''","name":"''System''"}'),
    (3, 'searchVector', 'TS_VECTOR', 'Search vector', true, NULL)
) AS field ("place", "name", "type", "label", "isNullable", "defaultValue")
WHERE NOT EXISTS (
    SELECT FROM core."fieldMetadata" AS known WHERE known."objectMetadataId" = object."id" AND known."name" = 'position'
)
ORDER BY object."nameSingular", field."place";

-- The keys of a record keep Twenty's order where fields came between.
UPDATE core."fieldMetadata" AS field SET "ordinal" = ordered."place"
FROM (VALUES
    ('workspaceMember', '{id, createdAt, updatedAt, deletedAt, name, colorScheme, locale, avatarUrl, userEmail, jobTitle,
        calendarStartDay, userId, timeZone, dateFormat, timeFormat, numberFormat, assignedTasks,
        accountOwnerForCompanies, messageParticipants, blocklist, calendarEventParticipants, timelineActivities,
        ownedOpportunities, position, createdBy, updatedBy, searchVector}'),
    ('person', '{id, createdAt, updatedAt, deletedAt, name, emails, linkedinLink, jobTitle, phones, avatarUrl, avatarFile,
        company, pointOfContactForOpportunities, taskTargets, noteTargets, attachments, messageParticipants,
        calendarEventParticipants, timelineActivities, listMemberships, position, createdBy, updatedBy, searchVector}'),
    ('dashboard', '{id, createdAt, updatedAt, deletedAt, title, pageLayoutId, attachments, timelineActivities, position,
        createdBy, updatedBy, searchVector}'),
    ('workflow', '{id, createdAt, updatedAt, deletedAt, name, lastPublishedVersionId, statuses, versions, runs,
        automatedTriggers, attachments, timelineActivities, position, createdBy, updatedBy, searchVector}'),
    ('workflowVersion', '{id, createdAt, updatedAt, deletedAt, name, trigger, steps, status, workflow, runs, timelineActivities,
        position, createdBy, updatedBy, searchVector}'),
    ('workflowRun', '{id, createdAt, updatedAt, deletedAt, name, enqueuedAt, startedAt, endedAt, status, state, workflowVersion,
        workflow, timelineActivities, position, createdBy, updatedBy, searchVector}'),
    ('messageList', '{id, createdAt, updatedAt, deletedAt, name, members, messageCampaigns, timelineActivities, position, createdBy,
        updatedBy, searchVector}'),
    ('messageCampaign', '{id, createdAt, updatedAt, deletedAt, name, subject, body, status, scheduledAt, sentAt, messageList, messages,
        timelineActivities, position, createdBy, updatedBy, searchVector}'),
    ('message', '{id, createdAt, updatedAt, deletedAt, headerMessageId, subject, text, receivedAt, messageThread,
        messageCampaign, deliveryStatus, isDraft, messageParticipants, messageChannelMessageAssociations, position,
        createdBy, updatedBy, searchVector}'),
    ('calendarEvent', '{id, createdAt, updatedAt, deletedAt, title, isCanceled, isFullDay, startsAt, endsAt, externalCreatedAt,
        externalUpdatedAt, description, location, iCalUid, conferenceSolution, conferenceLink,
        calendarChannelEventAssociations, calendarEventParticipants, callRecordings, position, createdBy, updatedBy,
        searchVector}')
) AS listed ("object", "names")
JOIN core."objectMetadata" AS object ON object."nameSingular" = listed."object"
CROSS JOIN unnest(listed."names"::text[]) WITH ORDINALITY AS ordered ("name", "place")
WHERE field."objectMetadataId" = object."id" AND field."name" = ordered."name";

-- Both ends of each relation know each other.
WITH pair AS (
    SELECT public.uuid_generate_v5(one."id", link."field") AS "one", public.uuid_generate_v5(many."id", link."inverse") AS "many"
    FROM (VALUES
        ('messageChannelMessageAssociation', 'messageFolders', 'messageChannelMessageAssociationMessageFolder', 'messageChannelMessageAssociation'),
        ('messageList', 'members', 'messageListMember', 'messageList'),
        ('messageList', 'messageCampaigns', 'messageCampaign', 'messageList'),
        ('workflow', 'versions', 'workflowVersion', 'workflow'),
        ('workflow', 'runs', 'workflowRun', 'workflow'),
        ('workflow', 'automatedTriggers', 'workflowAutomatedTrigger', 'workflow'),
        ('workflowVersion', 'runs', 'workflowRun', 'workflowVersion'),
        ('person', 'messageParticipants', 'messageParticipant', 'person'),
        ('person', 'calendarEventParticipants', 'calendarEventParticipant', 'person'),
        ('person', 'listMemberships', 'messageListMember', 'person'),
        ('workspaceMember', 'messageParticipants', 'messageParticipant', 'workspaceMember'),
        ('workspaceMember', 'blocklist', 'blocklist', 'workspaceMember'),
        ('workspaceMember', 'calendarEventParticipants', 'calendarEventParticipant', 'workspaceMember'),
        ('calendarEvent', 'calendarChannelEventAssociations', 'calendarChannelEventAssociation', 'calendarEvent'),
        ('calendarEvent', 'calendarEventParticipants', 'calendarEventParticipant', 'calendarEvent'),
        ('calendarEvent', 'callRecordings', 'callRecording', 'calendarEvent'),
        ('message', 'messageParticipants', 'messageParticipant', 'message'),
        ('message', 'messageChannelMessageAssociations', 'messageChannelMessageAssociation', 'message')
    ) AS link ("object", "field", "target", "inverse")
    JOIN core."objectMetadata" AS one ON one."nameSingular" = link."object"
    JOIN core."objectMetadata" AS many ON many."nameSingular" = link."target"
)
UPDATE core."fieldMetadata" AS field
SET "relationTargetFieldMetadataId" = CASE field."id" WHEN pair."one" THEN pair."many" ELSE pair."one" END
FROM pair
WHERE field."id" IN (pair."one", pair."many");

UPDATE core."objectMetadata" AS object
SET "labelIdentifierFieldMetadataId" = public.uuid_generate_v5(object."id", identifier."label")
FROM (VALUES
    ('blocklist', 'handle'),
    ('calendarChannelEventAssociation', 'id'),
    ('calendarEventParticipant', 'handle'),
    ('callRecording', 'title'),
    ('messageListMember', 'id'),
    ('messageChannelMessageAssociation', 'id'),
    ('messageChannelMessageAssociationMessageFolder', 'id'),
    ('messageParticipant', 'handle'),
    ('workflowAutomatedTrigger', 'id')
) AS identifier ("object", "label")
WHERE object."nameSingular" = identifier."object";

INSERT INTO core."indexMetadata" ("name", "objectMetadataId", "fieldNames")
SELECT described."name", object."id", described."fieldNames"::text[]
FROM (VALUES
    ('IDX_9e247b4ab168100e4aa8fb6a853', 'blocklist', '{workspaceMember}'),
    ('IDX_733381453fca683f36c05af5478', 'calendarChannelEventAssociation', '{calendarEvent}'),
    ('IDX_40150517e4f1ab6154e426eafce', 'calendarEventParticipant', '{calendarEvent}'),
    ('IDX_ba8418718688702d3113fde2fe1', 'calendarEventParticipant', '{person}'),
    ('IDX_70c8cfc3c0c8407789db32ad9cf', 'calendarEventParticipant', '{workspaceMember}'),
    ('IDX_746238bc7fc291401a93df1e144', 'callRecording', '{calendarEvent}'),
    ('IDX_1a1c5870b5098fa2038c68ccc80', 'messageListMember', '{messageList}'),
    ('IDX_c9ccbe031d59ea0186a00c3ba40', 'messageListMember', '{person}'),
    ('IDX_3f4c0095cf17b62868bec089fab', 'messageChannelMessageAssociation', '{message}'),
    ('IDX_daf00d51b50634730fd77f16bb6', 'messageChannelMessageAssociationMessageFolder', '{messageChannelMessageAssociation}'),
    ('IDX_19ad12ae96a5d4357ff3a15ba2b', 'messageParticipant', '{message}'),
    ('IDX_47a5ea9e149973d6ef980bdc4f1', 'messageParticipant', '{person}'),
    ('IDX_7a56509bca48a709378017a9135', 'messageParticipant', '{workspaceMember}'),
    ('IDX_397bfb7946782933c476b98d925', 'workflowAutomatedTrigger', '{workflow}'),
    ('IDX_6dbfc4d091e55b676e5f698c2c2', 'workflowVersion', '{workflow}'),
    ('IDX_9fdeb410f15f569f2843698c5b3', 'workflowRun', '{workflowVersion}'),
    ('IDX_eced9eb2a6cc8f9a5b49fe4b04e', 'workflowRun', '{workflow}'),
    ('IDX_68fedd63c16e6594dc42e848394', 'messageCampaign', '{messageList}'),
    ('IDX_3151e1c1aa191d4c75523acda01', 'blocklist', '{position}'),
    ('IDX_a98c5eed945779d5edfe72d1588', 'calendarChannelEventAssociation', '{position}'),
    ('IDX_5a3e0e63cf1bc04c83758d54fd8', 'calendarEventParticipant', '{position}'),
    ('IDX_0045bc37c191313d9ad4a9802cf', 'callRecording', '{position}'),
    ('IDX_725b4bf0af8c3cc05f01685c1ad', 'messageListMember', '{position}'),
    ('IDX_700371a8d04fc327fb304186bea', 'messageChannelMessageAssociation', '{position}'),
    ('IDX_9ab6ec02c8350c120a22c0bdbd7', 'messageChannelMessageAssociationMessageFolder', '{position}'),
    ('IDX_9816c08955182ddbe31d45f0de6', 'messageParticipant', '{position}'),
    ('IDX_d41453123a8ed5d4129c4572e2d', 'workflowAutomatedTrigger', '{position}')
) AS described ("name", "object", "fieldNames")
JOIN core."objectMetadata" AS object ON object."nameSingular" = described."object";

-- Keep the exact number of live records of the new objects.
SELECT core."countRecords"(quote_ident("nameSingular")::regclass, "id") FROM core."objectMetadata"
WHERE "nameSingular" IN (
    'blocklist', 'calendarChannelEventAssociation', 'calendarEventParticipant', 'callRecording', 'messageListMember',
    'messageChannelMessageAssociation', 'messageChannelMessageAssociationMessageFolder', 'messageParticipant',
    'workflowAutomatedTrigger'
);
