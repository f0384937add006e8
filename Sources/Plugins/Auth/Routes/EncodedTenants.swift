internal import Contracts
internal import Synchronization

/// Organizations as their users see them, encoded as JSON once and again only after a change.
final class EncodedTenants: Sendable {
    private struct Encoding {
        let tenant: Tenant
        let bytes: [UInt8]
    }

    private let encodings: Mutex<BoundedCache<TenantID, Encoding>>

    init(capacity: Int) {
        encodings = Mutex(BoundedCache(capacity: capacity))
    }

    func encoding(of tenant: Tenant) -> [UInt8] {
        // The tenant comes from the directory; while nothing changes, its parts share storage and compare at once.
        if let known = encodings.withLock({ $0.find(tenant.id) }), known.tenant == tenant { return known.bytes }
        let encoding = Encoding(tenant: tenant, bytes: Self.encode(tenant))
        encodings.withLock { $0.store(encoding, for: tenant.id) }
        return encoding.bytes
    }

    private static func encode(_ tenant: Tenant) -> [UInt8] {
        JSONWriter.encode([
            "id": .string(tenant.id.description), "slug": .string(tenant.slug.description), "name": .string(tenant.name),
            "plan": .string(tenant.plan.name), "features": .array(tenant.plan.features.sorted().map { .string($0) }),
        ])
    }
}
