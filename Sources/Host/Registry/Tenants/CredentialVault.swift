import Contracts

/// Seals the passwords of tenants' database roles, each bound to its tenant: a sealed password moved to another row does not open.
struct CredentialVault: Sendable {
    private let cryptography: any Cryptography

    init(cryptography: any Cryptography) { self.cryptography = cryptography }

    func seal(_ password: Secret, of tenant: TenantID) throws -> [UInt8] {
        try cryptography.seal(Array(password.reveal().utf8), context: Self.context(of: tenant))
    }

    func open(_ sealed: [UInt8], of tenant: TenantID) throws -> Secret {
        Secret(String(decoding: try cryptography.open(sealed, context: Self.context(of: tenant)), as: UTF8.self))
    }

    private static func context(of tenant: TenantID) -> String { "tenant-database-role:\(tenant)" }
}
