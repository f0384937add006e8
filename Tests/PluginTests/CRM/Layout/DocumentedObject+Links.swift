extension DocumentedObject {
    /// What ties records together, and what comes in from outside.
    static let links = parse(
        """
        # noteTargets noteTarget
        note | RELATION N:1 | yes |  | noteId uuid → note CASCADE
        targetPerson | MORPH_RELATION N:1 | yes |  | targetPersonId uuid → person CASCADE
        targetCompany | MORPH_RELATION N:1 | yes |  | targetCompanyId uuid → company CASCADE
        targetOpportunity | MORPH_RELATION N:1 | yes |  | targetOpportunityId uuid → opportunity CASCADE
        # taskTargets taskTarget
        task | RELATION N:1 | yes |  | taskId uuid → task CASCADE
        targetPerson | MORPH_RELATION N:1 | yes |  | targetPersonId uuid → person CASCADE
        targetCompany | MORPH_RELATION N:1 | yes |  | targetCompanyId uuid → company CASCADE
        targetOpportunity | MORPH_RELATION N:1 | yes |  | targetOpportunityId uuid → opportunity CASCADE
        # attachments attachment
        name | TEXT | yes |  | name text
        file | FILES | yes |  | file jsonb
        fullPath | TEXT | yes |  | fullPath text
        fileCategory | SELECT | NO | OTHER of ARCHIVE/AUDIO/IMAGE/PRESENTATION/SPREADSHEET/TEXT_DOCUMENT/VIDEO/OTHER | fileCategory attachment_fileCategory_enum
        targetTask | MORPH_RELATION N:1 | yes |  | targetTaskId uuid → task SET NULL
        targetNote | MORPH_RELATION N:1 | yes |  | targetNoteId uuid → note SET NULL
        targetPerson | MORPH_RELATION N:1 | yes |  | targetPersonId uuid → person CASCADE
        targetCompany | MORPH_RELATION N:1 | yes |  | targetCompanyId uuid → company CASCADE
        targetOpportunity | MORPH_RELATION N:1 | yes |  | targetOpportunityId uuid → opportunity CASCADE
        targetDashboard | MORPH_RELATION N:1 | yes |  | targetDashboardId uuid → dashboard CASCADE
        targetWorkflow | MORPH_RELATION N:1 | yes |  | targetWorkflowId uuid → workflow CASCADE
        # timelineActivities timelineActivity
        happensAt | DATE_TIME | NO | now | happensAt timestamptz
        name | TEXT | yes |  | name text
        properties | RAW_JSON | yes |  | properties jsonb
        linkedRecordCachedName | TEXT | yes |  | linkedRecordCachedName text
        linkedRecordId | UUID | yes |  | linkedRecordId uuid
        linkedObjectMetadataId | UUID | yes |  | linkedObjectMetadataId uuid
        workspaceMember | RELATION N:1 | yes |  | workspaceMemberId uuid → workspaceMember CASCADE
        targetPerson | MORPH_RELATION N:1 | yes |  | targetPersonId uuid → person CASCADE
        targetCompany | MORPH_RELATION N:1 | yes |  | targetCompanyId uuid → company CASCADE
        targetOpportunity | MORPH_RELATION N:1 | yes |  | targetOpportunityId uuid → opportunity SET NULL
        targetNote | MORPH_RELATION N:1 | yes |  | targetNoteId uuid → note SET NULL
        targetTask | MORPH_RELATION N:1 | yes |  | targetTaskId uuid → task SET NULL
        targetWorkflow | MORPH_RELATION N:1 | yes |  | targetWorkflowId uuid → workflow CASCADE
        targetWorkflowVersion | MORPH_RELATION N:1 | yes |  | targetWorkflowVersionId uuid → workflowVersion CASCADE
        targetWorkflowRun | MORPH_RELATION N:1 | yes |  | targetWorkflowRunId uuid → workflowRun CASCADE
        targetDashboard | MORPH_RELATION N:1 | yes |  | targetDashboardId uuid → dashboard SET NULL
        targetMessageList | MORPH_RELATION N:1 | yes |  | targetMessageListId uuid → messageList SET NULL
        targetMessageCampaign | MORPH_RELATION N:1 | yes |  | targetMessageCampaignId uuid → messageCampaign SET NULL
        # calendarEvents calendarEvent
        title | TEXT | yes |  | title text
        isCanceled | BOOLEAN | NO | false | isCanceled bool
        isFullDay | BOOLEAN | NO | false | isFullDay bool
        startsAt | DATE_TIME | yes |  | startsAt timestamptz
        endsAt | DATE_TIME | yes |  | endsAt timestamptz
        externalCreatedAt | DATE_TIME | yes |  | externalCreatedAt timestamptz
        externalUpdatedAt | DATE_TIME | yes |  | externalUpdatedAt timestamptz
        description | TEXT | yes |  | description text
        location | TEXT | yes |  | location text
        iCalUid | TEXT | yes |  | iCalUid text
        conferenceSolution | TEXT | yes |  | conferenceSolution text
        conferenceLink | LINKS | yes |  | conferenceLinkPrimaryLinkLabel text, conferenceLinkPrimaryLinkUrl text, conferenceLinkSecondaryLinks jsonb
        calendarChannelEventAssociations 1:N calendarChannelEventAssociation.calendarEvent
        calendarEventParticipants 1:N calendarEventParticipant.calendarEvent
        callRecordings 1:N callRecording.calendarEvent
        # messages message
        headerMessageId | TEXT | yes |  | headerMessageId text
        subject | TEXT | yes |  | subject text
        text | TEXT | yes |  | text text
        receivedAt | DATE_TIME | yes |  | receivedAt timestamptz
        messageThread | RELATION N:1 | yes |  | messageThreadId uuid → messageThread CASCADE
        messageCampaign | RELATION N:1 | yes |  | messageCampaignId uuid → messageCampaign SET NULL
        deliveryStatus | SELECT | yes | of QUEUED/SENT/FAILED/BOUNCED/COMPLAINED/SKIPPED | deliveryStatus message_deliveryStatus_enum
        isDraft | BOOLEAN | NO | false | isDraft bool
        messageParticipants 1:N messageParticipant.message
        messageChannelMessageAssociations 1:N messageChannelMessageAssociation.message
        """)
}
