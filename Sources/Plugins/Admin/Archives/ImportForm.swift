internal import Contracts
internal import FoundationEssentials

/// The body of an import, with everything about it that can be judged without the registry.
struct ImportForm: Sendable {
    private static let passwordBytes = 8...1024

    private let source: ArchiveSource
    private let key: [UInt8]?
    private let name: String
    private let slug: Slug?
    private let plan: Plan
    private let email: EmailAddress
    private let password: Secret?

    /// - Throws: `RequestFault.invalid` with every faulty field.
    init(_ body: JSONObject, plans: PlanCatalogue) throws(RequestFault) {
        var reader = FieldReader(body)
        let source = Self.source(&reader)
        key = Self.key(&reader)
        name = reader.organizationName("organization_name")
        slug = Self.slug(&reader)
        let plan = reader.optionalString("plan", length: 1...64).map { name in
            if plans[name] == nil { reader.fail("plan", "is not the name of a plan") }
            return plans.held(name)
        }
        self.plan = plan ?? plans.defaultPlan
        let address = reader.string("owner_email", length: 1...254)
        let email = EmailAddress(address)
        if email == nil, !address.isEmpty { reader.fail("owner_email", "must be an e-mail address") }
        password = body["owner_password"] == nil ? nil : reader.secret("owner_password", bytes: Self.passwordBytes)
        try reader.finish()
        guard let source, let email else { throw .invalid([FieldFault(field: "archive_id", message: "is required")]) }
        self.source = source
        self.email = email
    }

    func order(actor: String) -> ImportOrder {
        ImportOrder(
            source: source, key: key, organizationName: name, slug: slug, plan: plan, ownerEmail: email, ownerPassword: password,
            actor: actor)
    }

    /// An archive of a tenant of this installation, or a file of the inbox.
    private static func source(_ reader: inout FieldReader) -> ArchiveSource? {
        let (file, archive) = (reader.optionalString("file", length: 1...255), reader.optionalString("archive_id", length: 36...36))
        let tenant = reader.optionalString("tenant_id", length: 36...36)
        switch (file, archive, tenant) {
        case (let file?, nil, nil): return .inbox(file)
        case (nil, let archive?, let tenant?):
            guard let id = UUID(canonical: archive), let tenant = TenantID(tenant) else {
                reader.fail("archive_id", "must be a UUID, as must tenant_id")
                return nil
            }
            return .archive(ArchiveName(tenant: tenant, id: id))
        default:
            reader.fail("archive_id", "is required together with tenant_id, or else file")
            return nil
        }
    }

    private static func key(_ reader: inout FieldReader) -> [UInt8]? {
        guard let digits = reader.optionalString("key", length: 64...64) else { return nil }
        guard let key = [UInt8](sqlText: "\\x" + digits) else {
            reader.fail("key", "must be 64 hexadecimal digits")
            return nil
        }
        return key
    }

    private static func slug(_ reader: inout FieldReader) -> Slug? {
        guard let text = reader.optionalString("slug", length: 0...255) else { return nil }
        guard let slug = Slug(text) else {
            reader.fail("slug", Slug.rule)
            return nil
        }
        return slug
    }
}
