import Contracts

/// What a client sends to make or to change a role. What it leaves out stays as it is, or closed.
struct RoleInput: Sendable, Equatable {
    /// The names of a role's flags on the wire, and their columns.
    static let flags: [(name: String, column: String)] = [
        ("can_update_all_settings", "canUpdateAllSettings"), ("can_access_all_tools", "canAccessAllTools"),
        ("can_read_all_object_records", "canReadAllObjectRecords"), ("can_update_all_object_records", "canUpdateAllObjectRecords"),
        ("can_soft_delete_all_object_records", "canSoftDeleteAllObjectRecords"),
        ("can_destroy_all_object_records", "canDestroyAllObjectRecords"),
        ("can_be_assigned_to_members", "canBeAssignedToUsers"), ("can_be_assigned_to_api_keys", "canBeAssignedToApiKeys"),
    ]

    /// Columns and what they are to hold.
    let columns: [ColumnValue]

    /// - Parameter isNew: whether the label is required.
    /// - Throws: `RequestFault` naming every faulty field, or when there is nothing to change.
    init(_ object: JSONObject, isNew: Bool) throws(RequestFault) {
        var fields = FieldReader(object)
        var columns: [ColumnValue] = []
        if isNew || object["label"] != nil {
            columns.append(ColumnValue("label", .text(fields.string("label", length: 1...100))))
        }
        for name in ["description", "icon"] where object[name] != nil {
            columns.append(ColumnValue(name, fields.optionalString(name, length: 0...1000).sqlValue))
        }
        for flag in Self.flags {
            if let value = fields.optionalBool(flag.name) { columns.append(ColumnValue(flag.column, .bool(value))) }
        }
        if columns.isEmpty, fields.faults.isEmpty { fields.fail("label", "is required, unless something else is changed") }
        try fields.finish()
        self.columns = columns
    }
}
