import Contracts

/// Seals the passwords of tenants' database roles and of servers' administrators. One is bound to its tenant, the other to its server and
/// to how that is reached: a password that was moved to another row, or whose row was made to lead elsewhere, does not open.
struct CredentialVault: Sendable {
    private let cryptography: any Cryptography

    init(cryptography: any Cryptography) { self.cryptography = cryptography }

    func seal(_ password: Secret, of tenant: TenantID) throws -> [UInt8] {
        try seal(password, context: Self.context(of: tenant))
    }

    func seal(_ password: Secret, of server: ServerDescription) throws -> [UInt8] {
        try seal(password, context: Self.context(of: server))
    }

    func open(_ sealed: [UInt8], of tenant: TenantID) throws -> Secret {
        try open(sealed, context: Self.context(of: tenant))
    }

    /// - Throws: `ServerError.passwordSealedOtherwise`.
    func open(_ sealed: [UInt8], of server: ServerDescription) throws(ServerError) -> Secret {
        do {
            return try open(sealed, context: Self.context(of: server))
        } catch {
            throw .passwordSealedOtherwise(server.name)
        }
    }

    private func seal(_ password: Secret, context: String) throws -> [UInt8] {
        try cryptography.seal(Array(password.reveal().utf8), context: context)
    }

    private func open(_ sealed: [UInt8], context: String) throws -> Secret {
        Secret(String(decoding: try cryptography.open(sealed, context: context), as: UTF8.self))
    }

    private static func context(of tenant: TenantID) -> String { "tenant-database-role:\(tenant)" }

    private static func context(of server: ServerDescription) -> String {
        "database-server-administrator:\(server.name):" + server.loginPlace
    }
}
