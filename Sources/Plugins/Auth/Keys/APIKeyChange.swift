internal import Contracts
internal import FoundationEssentials

/// What a client sends to change a key. What it leaves out stays as it is.
struct APIKeyChange: Sendable {
    let name: String?
    let role: TenantRole?
    /// Nil leaves the custom role; a nil within takes it away.
    let customRole: UUID??

    /// - Throws: `RequestFault` naming every faulty field, or when there is none at all.
    init(_ object: JSONObject) throws(RequestFault) {
        var fields = FieldReader(object)
        name = object["name"] == nil ? nil : fields.keyName()
        role = object["role"] == nil ? nil : fields.role()
        customRole = object["custom_role_id"] == nil ? nil : .some(fields.optionalIdentifier("custom_role_id"))
        if name == nil, role == nil, customRole == nil, fields.faults.isEmpty {
            fields.fail("name", "is required, unless 'role' or 'custom_role_id' is given")
        }
        try fields.finish()
    }
}
