internal import Contracts

/// What a client sends to add a member.
struct NewMember: Sendable {
    let email: EmailAddress
    /// For an account that does not exist yet; nil joins one that does.
    let password: Secret?
    let role: TenantRole
    let name: PersonName

    /// - Throws: `RequestFault` naming every faulty field.
    init(_ object: JSONObject) throws(RequestFault) {
        var fields = FieldReader(object)
        let address = fields.string("email", length: 1...254)
        let email = EmailAddress(address)
        if email == nil, !address.isEmpty { fields.fail("email", "must be an e-mail address") }
        switch object["password"] {
        case nil, .null: password = nil
        default: password = fields.secret("password", bytes: 8...1024)
        }
        let role = fields.role()
        name = fields.personName(first: "first_name", last: "last_name")
        try fields.finish()
        guard let email, let role else { throw .invalid(fields.faults) }
        self.email = email
        self.role = role
    }
}

extension FieldReader {
    /// The required field `role`; nil after a fault was recorded.
    mutating func role() -> TenantRole? {
        let name = string("role", length: 1...32)
        let role = TenantRole(rawValue: name)
        if role == nil, !name.isEmpty {
            fail("role", "must be one of " + TenantRole.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return role
    }
}
