/// Where a page of the audit log ended, sealed: clients can neither read nor change it, and it is good for one filter alone.
struct AuditCursor: Sendable, Equatable {
    let position: AuditPosition

    init(_ position: AuditPosition) { self.position = position }

    /// Nil for whatever this host's key has not sealed for `filter`.
    init?(_ text: String, for filter: AuditFilter, _ cryptography: any Cryptography) {
        guard let sealed = Base64.url.decode(text),
            let opened = try? cryptography.open(sealed, context: Self.context(filter))
        else { return nil }
        let parts = String(decoding: opened, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, let sequence = Int64(parts[1]) else { return nil }
        position = AuditPosition(at: String(parts[0]), tenant: TenantID(parts[2]), sequence: sequence)
    }

    func sealed(for filter: AuditFilter, _ cryptography: any Cryptography) throws -> String {
        let text = "\(position.at) \(position.sequence) \(position.tenant?.description ?? "")"
        return TextEncoding.base64URL(try cryptography.seal(Array(text.utf8), context: Self.context(filter)))
    }

    private static func context(_ filter: AuditFilter) -> String { "audit.cursor " + filter.fingerprint }
}
