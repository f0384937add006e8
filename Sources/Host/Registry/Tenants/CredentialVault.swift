import Contracts

/// Seals the passwords of tenants' database roles and of servers' administrators, each bound to its tenant or server: a sealed password
/// moved to another row does not open.
struct CredentialVault: Sendable {
    private let cryptography: any Cryptography

    init(cryptography: any Cryptography) { self.cryptography = cryptography }

    func seal(_ password: Secret, of tenant: TenantID) throws -> [UInt8] {
        try seal(password, context: Self.context(of: tenant))
    }

    func seal(_ password: Secret, ofServer name: String) throws -> [UInt8] {
        try seal(password, context: Self.context(ofServer: name))
    }

    func open(_ sealed: [UInt8], of tenant: TenantID) throws -> Secret {
        try open(sealed, context: Self.context(of: tenant))
    }

    func open(_ sealed: [UInt8], ofServer name: String) throws -> Secret {
        try open(sealed, context: Self.context(ofServer: name))
    }

    private func seal(_ password: Secret, context: String) throws -> [UInt8] {
        try cryptography.seal(Array(password.reveal().utf8), context: context)
    }

    private func open(_ sealed: [UInt8], context: String) throws -> Secret {
        Secret(String(decoding: try cryptography.open(sealed, context: context), as: UTF8.self))
    }

    private static func context(of tenant: TenantID) -> String { "tenant-database-role:\(tenant)" }

    private static func context(ofServer name: String) -> String { "database-server-administrator:\(name)" }
}
