extension DocumentedObject {
    /// What people of a workspace work with, and the people themselves.
    static let records = parse(
        """
        # people person
        name | FULL_NAME | yes |  | nameFirstName text, nameLastName text
        emails | EMAILS UNIQUE | yes |  | emailsPrimaryEmail text, emailsAdditionalEmails jsonb
        linkedinLink | LINKS | yes |  | linkedinLinkPrimaryLinkLabel text, linkedinLinkPrimaryLinkUrl text, linkedinLinkSecondaryLinks jsonb
        jobTitle | TEXT | yes |  | jobTitle text
        phones | PHONES | yes |  | phonesPrimaryPhoneNumber text, phonesPrimaryPhoneCountryCode text, phonesPrimaryPhoneCallingCode text, phonesAdditionalPhones jsonb
        avatarUrl | TEXT | yes |  | avatarUrl text
        avatarFile | FILES | yes |  | avatarFile jsonb
        company | RELATION N:1 | yes |  | companyId uuid → company SET NULL
        pointOfContactForOpportunities 1:N opportunity.pointOfContact
        taskTargets 1:N taskTarget.targetPerson
        noteTargets 1:N noteTarget.targetPerson
        attachments 1:N attachment.targetPerson
        messageParticipants 1:N messageParticipant.person
        calendarEventParticipants 1:N calendarEventParticipant.person
        timelineActivities 1:N timelineActivity.targetPerson
        listMemberships 1:N messageListMember.person
        # companies company
        name | TEXT | yes |  | name text
        domainName | LINKS UNIQUE | yes |  | domainNamePrimaryLinkLabel text, domainNamePrimaryLinkUrl text, domainNameSecondaryLinks jsonb
        address | ADDRESS | yes |  | addressAddressStreet1 text, addressAddressStreet2 text, addressAddressCity text, addressAddressPostcode text, addressAddressState text, addressAddressCountry text, addressAddressLat numeric, addressAddressLng numeric
        linkedinLink | LINKS | yes |  | linkedinLinkPrimaryLinkLabel text, linkedinLinkPrimaryLinkUrl text, linkedinLinkSecondaryLinks jsonb
        annualRevenue | CURRENCY | yes |  | annualRevenueAmountMicros numeric, annualRevenueCurrencyCode text
        accountOwner | RELATION N:1 | yes |  | accountOwnerId uuid → workspaceMember SET NULL
        people 1:N person.company
        taskTargets 1:N taskTarget.targetCompany
        noteTargets 1:N noteTarget.targetCompany
        opportunities 1:N opportunity.company
        attachments 1:N attachment.targetCompany
        timelineActivities 1:N timelineActivity.targetCompany
        # opportunities opportunity
        name | TEXT | yes |  | name text
        amount | CURRENCY | yes |  | amountAmountMicros numeric, amountCurrencyCode text
        closeDate | DATE_TIME | yes |  | closeDate timestamptz
        stage | SELECT | NO | NEW of NEW/SCREENING/MEETING/PROPOSAL/CUSTOMER | stage opportunity_stage_enum
        pointOfContact | RELATION N:1 | yes |  | pointOfContactId uuid → person SET NULL
        company | RELATION N:1 | yes |  | companyId uuid → company SET NULL
        owner | RELATION N:1 | yes |  | ownerId uuid → workspaceMember SET NULL
        taskTargets 1:N taskTarget.targetOpportunity
        noteTargets 1:N noteTarget.targetOpportunity
        attachments 1:N attachment.targetOpportunity
        timelineActivities 1:N timelineActivity.targetOpportunity
        # notes note
        title | TEXT | yes |  | title text
        bodyV2 | RICH_TEXT | yes |  | bodyV2Blocknote text, bodyV2Markdown text
        noteTargets 1:N noteTarget.note
        attachments 1:N attachment.targetNote
        timelineActivities 1:N timelineActivity.targetNote
        # tasks task
        title | TEXT | yes |  | title text
        bodyV2 | RICH_TEXT | yes |  | bodyV2Blocknote text, bodyV2Markdown text
        dueAt | DATE_TIME | yes |  | dueAt timestamptz
        status | SELECT | yes | TODO of TODO/IN_PROGRESS/DONE | status task_status_enum
        assignee | RELATION N:1 | yes |  | assigneeId uuid → workspaceMember SET NULL
        taskTargets 1:N taskTarget.task
        attachments 1:N attachment.targetTask
        timelineActivities 1:N timelineActivity.targetTask
        # workspaceMembers workspaceMember
        name | FULL_NAME | NO |  | nameFirstName text, nameLastName text
        colorScheme | TEXT | NO | System | colorScheme text
        locale | TEXT | NO | en | locale text
        avatarUrl | TEXT | yes |  | avatarUrl text
        userEmail | TEXT UNIQUE | yes |  | userEmail text
        jobTitle | TEXT | yes |  | jobTitle text
        calendarStartDay | NUMBER | NO | 7 | calendarStartDay float8
        userId | UUID | NO |  | userId uuid
        timeZone | TEXT | NO | system | timeZone text
        dateFormat | SELECT | NO | SYSTEM of SYSTEM/MONTH_FIRST/DAY_FIRST/YEAR_FIRST | dateFormat workspaceMember_dateFormat_enum
        timeFormat | SELECT | NO | SYSTEM of SYSTEM/HOUR_24/HOUR_12 | timeFormat workspaceMember_timeFormat_enum
        numberFormat | SELECT | NO | SYSTEM of SYSTEM/COMMAS_AND_DOT/SPACES_AND_COMMA/DOTS_AND_COMMA/APOSTROPHE_AND_DOT | numberFormat workspaceMember_numberFormat_enum
        assignedTasks 1:N task.assignee
        accountOwnerForCompanies 1:N company.accountOwner
        messageParticipants 1:N messageParticipant.workspaceMember
        blocklist 1:N blocklist.workspaceMember
        calendarEventParticipants 1:N calendarEventParticipant.workspaceMember
        timelineActivities 1:N timelineActivity.workspaceMember
        ownedOpportunities 1:N opportunity.owner
        """)
}
