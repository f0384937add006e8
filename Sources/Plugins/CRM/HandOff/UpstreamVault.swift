import Contracts

/// Seals the keys of tenants' own servers, each bound to its tenant and to the server that it is for: a row whose URL was changed
/// past the program does not open, and so sends the key to nobody.
struct UpstreamVault: Sendable {
    let cryptography: any Cryptography

    func seal(_ key: Secret, of tenant: TenantID, for url: UpstreamURL) throws -> [UInt8] {
        try cryptography.seal(Array(key.reveal().utf8), context: Self.context(tenant, url))
    }

    func open(_ sealed: [UInt8], of tenant: TenantID, for url: UpstreamURL) throws -> Secret {
        Secret(String(decoding: try cryptography.open(sealed, context: Self.context(tenant, url)), as: UTF8.self))
    }

    private static func context(_ tenant: TenantID, _ url: UpstreamURL) -> String { "crm-upstream:\(tenant):\(url)" }
}
