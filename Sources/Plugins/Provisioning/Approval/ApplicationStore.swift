import Contracts
import FoundationEssentials

/// The sign-ups that an operator has to approve, in the registry.
struct ApplicationStore: Sendable {
    func enter(_ owner: NewOwner, region: String?, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query(
            """
            INSERT INTO tenant_application (tenant, account, email, owner_first_name, owner_last_name, region)
            VALUES (\(owner.tenant), \(owner.accountID), \(owner.email.description), \(owner.name.first), \(owner.name.last),
                \(region))
            """)
    }

    /// The application of a tenant that is not made yet; nil when it has none.
    func find(_ tenant: TenantID, on connection: any DatabaseConnection) async throws -> TenantApplication? {
        try await connection.query(
            """
            SELECT tenant.plan, application.tenant, application.account, application.email, application.owner_first_name,
                application.owner_last_name, application.region
            FROM tenant_application AS application JOIN tenant ON tenant.id = application.tenant
            WHERE application.tenant = \(tenant)
            """
        ).first.map(TenantApplication.init)
    }

    func discard(_ tenant: TenantID, on connection: any DatabaseConnection) async throws {
        _ = try await connection.query("DELETE FROM tenant_application WHERE tenant = \(tenant)")
    }
}

/// What was asked for at the sign-up, as far as the tenant's row does not hold it.
struct TenantApplication: Sendable {
    let plan: String
    let region: String?
    let owner: NewOwner

    init(_ row: Row) throws {
        plan = try row.decode("plan")
        region = try row.decode("region")
        guard let email = EmailAddress(try row.decode("email")) else { throw DatabaseError.decoding(column: "email") }
        owner = NewOwner(
            tenant: try row.decode("tenant"), accountID: try row.decode("account"), email: email,
            name: PersonName(first: try row.decode("owner_first_name"), last: try row.decode("owner_last_name")))
    }
}
