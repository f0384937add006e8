import Contracts

/// The body of a registration, with everything about it that can be judged without the registry.
struct RegistrationForm: Sendable {
    private static let passwordBytes = 8...1024

    let organizationName: String
    let email: EmailAddress
    let password: Secret
    let name: PersonName
    let slug: Slug?
    let planName: String?
    let region: String?

    /// - Throws: `RequestFault.invalid` with every faulty field.
    init(_ body: JSONObject) throws(RequestFault) {
        var reader = FieldReader(body)
        organizationName = reader.organizationName("organization_name")
        let address = reader.string("admin_email", length: 1...254)
        let email = EmailAddress(address)
        if email == nil, !address.isEmpty { reader.fail("admin_email", "must be an e-mail address") }
        password = reader.secret("admin_password", bytes: Self.passwordBytes)
        name = reader.personName(first: "admin_first_name", last: "admin_last_name")
        slug = Self.slug(&reader)
        planName = reader.optionalString("plan", length: 1...64)
        region = reader.optionalString("region", length: 1...63)
        try reader.finish()
        guard let email else { throw .invalid([FieldFault(field: "admin_email", message: "is required")]) }
        self.email = email
    }

    private static func slug(_ reader: inout FieldReader) -> Slug? {
        guard let text = reader.optionalString("slug", length: 0...255) else { return nil }
        if let fault = SlugFault(text) { reader.fail("slug", fault.message) }
        return Slug(text)
    }
}
