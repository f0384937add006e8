internal import Contracts

/// Where a page of tenants ended. Clients see a sealed text, which they can neither read nor change, and which is good for the
/// filter it was made under alone.
struct TenantCursor: Sendable, Equatable {
    /// The last tenant's time of creation as PostgreSQL writes it.
    let position: String
    let id: TenantID

    func sealed(for filter: TenantFilter, _ cryptography: any Cryptography) throws -> String {
        TextEncoding.hex(try cryptography.seal(Array("\(id) \(position)".utf8), context: Self.context(filter)))
    }

    init(position: String, id: TenantID) {
        self.position = position
        self.id = id
    }

    /// Nil for whatever this host's key has not sealed for `filter`.
    init?(_ text: String, for filter: TenantFilter, _ cryptography: any Cryptography) {
        guard let sealed = Self.bytes(hex: text), let opened = try? cryptography.open(sealed, context: Self.context(filter)) else {
            return nil
        }
        let parts = String(decoding: opened, as: UTF8.self).split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let id = TenantID(parts[0]) else { return nil }
        self.init(position: String(parts[1]), id: id)
    }

    private static func context(_ filter: TenantFilter) -> String { "admin.tenants.cursor " + filter.fingerprint }

    private static func bytes(hex text: String) -> [UInt8]? {
        let digits = text.utf8.compactMap { UInt8(String(Unicode.Scalar($0)), radix: 16) }
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
    }
}
