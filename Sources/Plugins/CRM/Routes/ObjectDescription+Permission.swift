import Contracts

/// What may be done to a record.
enum RecordOperation: Sendable {
    case create, update, delete
}

extension ObjectDescription {
    /// Some objects mirror what is managed elsewhere: members come and go by invitation, and their profiles are the admins' to
    /// correct; versions and runs belong to the workflow engine.
    ///
    /// - Throws: `CRMError.writeNotPermitted`.
    func require(_ operation: RecordOperation, for role: TenantRole) throws(CRMError) {
        switch singular {
        case "workspaceMember":
            guard operation == .update, role >= .admin else { throw .writeNotPermitted }
        case "workflowVersion", "workflowRun": throw .writeNotPermitted
        default: break
        }
    }
}
