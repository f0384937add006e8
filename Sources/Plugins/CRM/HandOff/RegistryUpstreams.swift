import Contracts

/// The tenants' own servers in the registry, as operators set and see them.
struct RegistryUpstreams: TenantUpstreams {
    private static let keyBytes = 1...4096

    let store: UpstreamStore
    let vault: UpstreamVault
    let changes: any ChangeFeed
    let audit: any AuditLog

    func upstream(of tenant: TenantID) async throws -> TenantUpstream? { try await store.description(of: tenant) }

    func set(_ order: UpstreamOrder, of tenant: TenantID, actor: String) async throws -> TenantUpstream {
        let (url, paths) = try Self.judge(order)
        let upstream = Upstream(url: url, sealedKey: try vault.seal(order.apiKey, of: tenant, for: url), paths: paths)
        let saved = try await store.registry.transaction { connection in
            let saved = try await store.save(upstream, of: tenant, on: connection)
            let details: [JSONMember] = [
                JSONMember("url", .string(saved.url)), JSONMember("paths", .array(saved.paths.map { .string($0) })),
            ]
            try await audit.record(
                AuditEntry(actor: actor, action: "tenant.crm_upstream_set", tenant: tenant, details: JSONObject(details)),
                on: connection)
            try await changes.publish(.tenant(tenant), on: connection)
            return saved
        }
        try await changes.settle()
        return saved
    }

    func clear(_ tenant: TenantID, actor: String) async throws -> Bool {
        let had = try await store.registry.transaction { connection in
            guard try await store.remove(tenant, on: connection) else { return false }
            try await audit.record(
                AuditEntry(actor: actor, action: "tenant.crm_upstream_cleared", tenant: tenant), on: connection)
            try await changes.publish(.tenant(tenant), on: connection)
            return true
        }
        if had { try await changes.settle() }
        return had
    }

    private static func judge(_ order: UpstreamOrder) throws(RequestFault) -> (UpstreamURL, Set<HandOffPath>) {
        var faults: [FieldFault] = []
        var url: UpstreamURL?
        do {
            url = try UpstreamURL(order.url)
        } catch {
            faults.append(FieldFault(field: "url", message: error.rawValue))
        }
        // What a header field's value holds without being folded or ended by it (RFC 9110 §5.5).
        if !keyBytes.contains(order.apiKey.byteCount) || !order.apiKey.reveal().utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
            faults.append(FieldFault(field: "api_key", message: "must be 1 to 4096 visible ASCII characters"))
        }
        let paths = order.paths.map { Set($0.compactMap(HandOffPath.init)) } ?? HandOffPath.usual
        if paths.isEmpty || paths.count != (order.paths?.count ?? paths.count) {
            let names = HandOffPath.allCases.map(\.rawValue).joined(separator: ", ")
            faults.append(FieldFault(field: "paths", message: "must be some of \(names), none of them twice"))
        }
        guard let url, faults.isEmpty else { throw .invalid(faults) }
        return (url, paths)
    }
}
