internal import Contracts
internal import HTTPTypes

/// `GET /api/me`: the user, the role and the organization, with the user's profile from the organization's own database.
///
/// Clients ask it at every page, so it writes its answer in one go, around fragments that are encoded once.
struct MeRoute: Sendable {
    private let tenants = EncodedTenants(capacity: 2000)

    var routes: [Route] { [Route(.get, "/api/me", .tenant(minimum: .viewer, answer))] }

    private func answer(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let user = try context.user
        // The table is found by the search path that the tenant's role has in its database.
        let profile = try await context.database.query(
            """
            SELECT "nameFirstName", "nameLastName", "locale", "timeZone" FROM "workspaceMember"
            WHERE "userId" = \(user.accountID) AND "deletedAt" IS NULL LIMIT 1
            """)
        return .json(body(user, profile.first, tenants.encoding(of: context.tenant)))
    }

    /// - Parameters:
    ///   - profile: the user's row in the CRM; nil when it has none.
    ///   - tenant: the organization, as JSON.
    private func body(_ user: UserPrincipal, _ profile: Row?, _ tenant: [UInt8]) -> [UInt8] {
        var writer = JSONWriter(capacity: 384 + tenant.count)
        writer.beginObject()
        writer.key(encoded: Fragment.userID)
        writer.write(user.accountID.canonical)
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
