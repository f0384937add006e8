internal import Contracts

/// What a client sends to sign in.
struct Credentials: Sendable {
    let email: EmailAddress
    let password: Secret
    let organization: OrganizationName?

    /// - Throws: `RequestFault` naming every faulty field.
    init(_ request: Request) throws {
        var fields = FieldReader(try request.jsonObject())
        let address = fields.string("email", length: 1...254)
        let email = EmailAddress(address)
        if email == nil, !address.isEmpty { fields.fail("email", "must be an e-mail address") }
        password = fields.secret("password", bytes: 1...1024)
        let named = fields.optionalString("organization", length: 1...255)
        organization = named.flatMap { OrganizationName($0) }
        if organization == nil, named != nil { fields.fail("organization", "must be an organization's slug or identity") }
        try fields.finish()
        guard let email else { throw RequestFault.invalid(fields.faults) }
        self.email = email
    }
}
