import Contracts

extension ObjectDescription {
    /// Some objects mirror what is managed elsewhere: members come and go by invitation, and their profiles are the admins' to
    /// correct; versions and runs belong to the workflow engine.
    func isOpen(to operation: RecordOperation, by role: TenantRole) -> Bool {
        switch (singular, operation) {
        case (_, .read): true
        case ("workspaceMember", .update): role >= .admin
        case ("workspaceMember", _), ("workflowVersion", _), ("workflowRun", _): false
        default: true
        }
    }

    /// Who a member is and whether they are one is the registry's to say: changed here, records would name the wrong author.
    func isOpen(_ field: FieldDescription) -> Bool {
        singular != "workspaceMember" || !["userId", "userEmail", "deletedAt"].contains(field.name)
    }

    /// Objects of the workspace's own housekeeping follow those that they belong to; a role has no rights of their own for them.
    var hasRightsOfItsOwn: Bool { !isSystem || singular == "workspaceMember" }
}
