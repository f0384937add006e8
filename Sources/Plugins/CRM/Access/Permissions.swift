import Contracts

/// What a role may do with which objects and fields.
struct Permissions: Sendable {
    let role: TenantRole

    /// Some objects mirror what is managed elsewhere: members come and go by invitation, and their profiles are the admins' to
    /// correct; versions and runs belong to the workflow engine.
    func allows(_ operation: RecordOperation, on object: ObjectDescription) -> Bool {
        switch (object.singular, operation) {
        case (_, .read): true
        case ("workspaceMember", .update): role >= .admin
        case ("workspaceMember", _), ("workflowVersion", _), ("workflowRun", _): false
        default: true
        }
    }

    /// - Throws: `CRMError.writeNotPermitted`.
    func require(_ operation: RecordOperation, on object: ObjectDescription) throws(CRMError) {
        guard allows(operation, on: object) else { throw .writeNotPermitted }
    }

    /// Whether the field may be seen, and so be filtered, ordered and grouped by.
    func canRead(_ field: FieldDescription, of object: ObjectDescription) -> Bool { true }

    /// Who a member is and whether they are one is the registry's to say: changed here, records would name the wrong author.
    func canUpdate(_ field: FieldDescription, of object: ObjectDescription) -> Bool {
        object.singular != "workspaceMember" || !["userId", "userEmail", "deletedAt"].contains(field.name)
    }

    /// - Throws: `CRMError.fieldNotPermitted` for the first of the fields that may not be written.
    func requireWritable(_ names: [String], of object: ObjectDescription) throws(CRMError) {
        for name in names {
            guard let field = object.field(named: name) ?? object.relation(joinedBy: name) else { continue }
            guard canUpdate(field, of: object) else { throw .fieldNotPermitted(name, object: object.singular) }
        }
    }

    /// What the role sees of a record.
    func shape(of object: ObjectDescription) -> RecordShape {
        if object.fields.allSatisfy({ canRead($0, of: object) }) { return object.shape }
        return RecordShape(object.fields.filter { canRead($0, of: object) })
    }
}
