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

    /// Who a member is and whether they are one is the registry's to say: changed here, records would name the wrong author.
    ///
    /// - Throws: `CRMError.fieldNotPermitted` for the first of the fields that may not be written.
    func requireWritable(_ fields: [String]) throws(CRMError) {
        guard singular == "workspaceMember" else { return }
        for name in fields where ["userId", "userEmail", "deletedAt"].contains(name) {
            throw .fieldNotPermitted(name, object: singular)
        }
    }
}
