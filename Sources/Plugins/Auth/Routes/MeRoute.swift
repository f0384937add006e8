internal import Contracts
internal import HTTPTypes

/// `GET /api/me`: the user, the role and the organization, with the user's profile from the organization's own database. An API key
/// learns its name in the place of a user's.
///
/// Clients ask it at every page, so it writes its answer in one go, around fragments that are encoded once.
struct MeRoute: Sendable {
    private let tenants = EncodedTenants(capacity: 2000)

    var routes: [Route] { [Route(.get, "/api/me", .tenant(minimum: .viewer, callers: .usersAndAPIKeys) { try await answer($1) })] }

    private func answer(_ context: TenantRequestContext) async throws -> Response {
        let tenant = tenants.encoding(of: context.tenant)
        let user: UserPrincipal
        switch context.principal {
        case .user(let caller): user = caller
        case .apiKey(let key): return .json(Self.body(key, tenant))
        }
        let profile = try await context.database.query(Self.profile.rebound(to: [.uuid(user.accountID)]))
        return .json(body(user, profile.first, tenant))
    }

    /// The table is found by the search path that the tenant's role has in its database.
    private static let profile: SQL = """
        SELECT "nameFirstName", "nameLastName", "locale", "timeZone" FROM "workspaceMember"
        WHERE "userId" = \(SQLValue.null) AND "deletedAt" IS NULL LIMIT 1
        """

    /// - Parameters:
    ///   - profile: the user's row in the CRM; nil when it has none.
    ///   - tenant: the organization, as JSON.
    private func body(_ user: UserPrincipal, _ profile: Row?, _ tenant: [UInt8]) -> [UInt8] {
        var writer = JSONWriter(capacity: 384 + tenant.count)
        writer.beginObject()
        writer.key(encoded: Fragment.userID)
        writer.write(user.accountID)
        writer.key(encoded: Fragment.email)
        writer.write(user.email)
        writer.key(encoded: Fragment.name)
        if let profile {
            writer.beginObject()
            writer.member(encoded: Fragment.firstName, profile, column: 0)
            writer.member(encoded: Fragment.lastName, profile, column: 1)
            writer.endObject()
            writer.member(encoded: Fragment.locale, profile, column: 2)
            writer.member(encoded: Fragment.timeZone, profile, column: 3)
        } else {
            writer.writeNull()
        }
        writer.endObject()
        writer.key(encoded: Fragment.role)
        writer.write(user.role.rawValue)
        writer.key(encoded: Fragment.tenant)
        writer.raw(tenant)
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    private static func body(_ key: APIKeyPrincipal, _ tenant: [UInt8]) -> [UInt8] {
        var writer = JSONWriter(capacity: 256 + tenant.count)
        writer.beginObject()
        writer.key("success")
        writer.write(true)
        writer.key("data")
        writer.beginObject()
        writer.key("user")
        writer.writeNull()
        writer.key("api_key")
        writer.beginObject()
        writer.member("id", key.keyID.canonical)
        writer.member("name", key.name)
        writer.endObject()
        writer.member("role", key.role.rawValue)
        writer.key("tenant")
        writer.raw(tenant)
        writer.endObject()
        writer.endObject()
        return writer.bytes
    }

    /// What stands before each value. The first one opens the envelope and the user, too.
    private enum Fragment {
        static let userID = Array(#""success":true,"data":{"user":{"id":"#.utf8)
        static let email = Array(#""email":"#.utf8)
        static let name = Array(#""name":"#.utf8)
        static let firstName = Array(#""first_name":"#.utf8)
        static let lastName = Array(#""last_name":"#.utf8)
        static let locale = Array(#""locale":"#.utf8)
        static let timeZone = Array(#""time_zone":"#.utf8)
        static let role = Array(#""role":"#.utf8)
        static let tenant = Array(#""tenant":"#.utf8)
    }
}

extension JSONWriter {
    /// A member whose value is a text column, copied once, from the driver's buffer into the answer.
    fileprivate mutating func member(encoded name: [UInt8], _ row: Row, column: Int) {
        key(encoded: name)
        row.withBytes(column) { writeText($0) }
    }
}
