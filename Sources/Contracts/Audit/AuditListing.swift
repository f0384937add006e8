internal import HTTPTypes

/// Answers requests for the audit log, for the operators of the platform and for an organization's own administrators alike: page by
/// page as JSON, or whole chains as JSON Lines.
public struct AuditListing: Sendable {
    private static let limits = 1...200
    private static let defaultLimit = 50
    private static let jsonLines = "application/x-ndjson"

    private let audit: any AuditLog
    private let registry: any Database
    private let cryptography: any Cryptography

    public init(audit: any AuditLog, registry: any Database, cryptography: any Cryptography) {
        self.audit = audit
        self.registry = registry
        self.cryptography = cryptography
    }

    /// - Parameters:
    ///   - tenant: the one tenant that the caller may see the log of; nil when they may see all, and the query may name one.
    ///   - actor: who asks, as the log names them: an export is itself an entry.
    /// - Throws: `RequestFault` naming every faulty parameter.
    public func answer(_ request: Request, of tenant: TenantID?, to actor: String) async throws -> Response {
        let query = try QueryParameters(request.query)
        if Self.wantsJSONLines(request, query) { return try await export(query, of: tenant, to: actor) }
        let page = try page(query, of: tenant)
        // One more than asked for tells whether the list goes on.
        let wanted = AuditPage(filter: page.filter, limit: page.limit + 1, after: page.after)
        var records = try await audit.entries(wanted, in: registry)
        var next: String?
        if records.count > page.limit {
            records.removeLast()
            next = try records.last.map { last in
                try AuditCursor(AuditPosition(at: last.at, tenant: last.tenant, sequence: last.sequence))
                    .sealed(for: page.filter, cryptography)
            }
        }
        return Self.encode(records, next: next)
    }

    /// By the parameter `format`, or else by `Accept`.
    private static func wantsJSONLines(_ request: Request, _ query: QueryParameters) -> Bool {
        if let format = query.single("format") { return format == "jsonl" }
        guard let accepted = request.fields[.accept] else { return false }
        return accepted.split(separator: ",").contains { $0.split(separator: ";").first?.filter { $0 != " " } == jsonLines }
    }

    /// Chains are whole or they could not be verified, so of the filter's parameters there is the tenant alone.
    private func export(_ query: QueryParameters, of tenant: TenantID?, to actor: String) async throws -> Response {
        var reader = ParameterReader(query, known: tenant == nil ? ["format", "tenant"] : ["format"])
        _ = Self.format(&reader)
        let chain = tenant ?? Self.tenant(&reader)
        try reader.finish()
        // What an operator takes is the platform's affair: a tenant that is gone gets no further entries.
        let details = JSONObject([JSONMember("tenant", .optional(chain?.description))])
        let entry = AuditEntry(actor: actor, action: "audit.exported", tenant: tenant, details: details)
        try await registry.transaction { try await audit.record(entry, on: $0) }
        let fields: HTTPFields = [
            .contentType: Self.jsonLines, .cacheControl: "no-store", .contentDisposition: "attachment; filename=\"audit.jsonl\"",
        ]
        return Response(status: .ok, fields: fields) { writer in
            try await audit.export(chain, from: registry) { try await writer.write($0) }
        }
    }

    private func page(_ query: QueryParameters, of tenant: TenantID?) throws(RequestFault) -> AuditPage {
        var known: Set<String> = ["actor", "action", "from", "until", "limit", "cursor", "format"]
        if tenant == nil { known.insert("tenant") }
        var reader = ParameterReader(query, known: known)
        _ = Self.format(&reader)
        var filter = AuditFilter(tenant: tenant ?? Self.tenant(&reader))
        let isText: (String) -> String? = { (1...200).contains($0.unicodeScalars.count) ? $0 : nil }
        filter.actor = reader.value("actor", "must be 1 to 200 characters long", isText)
        filter.action = reader.value("action", "must be 1 to 200 characters long", isText)
        let isInstant: (String) -> String? = { Instant.isInstant($0) ? $0 : nil }
        filter.from = reader.value("from", "must be an RFC 3339 time such as 2026-01-31T12:00:00Z", isInstant)
        filter.until = reader.value("until", "must be an RFC 3339 time such as 2026-01-31T12:00:00Z", isInstant)
        let limit = reader.value("limit", "must be from 1 to 200") { Int($0).flatMap { Self.limits.contains($0) ? $0 : nil } }
        let cursor = reader.value("cursor", "must be the next_cursor of a page with the same filter") { [filter] in
            AuditCursor($0, for: filter, cryptography)
        }
        try reader.finish()
        return AuditPage(filter: filter, limit: limit ?? Self.defaultLimit, after: cursor?.position)
    }

    private static func format(_ reader: inout ParameterReader) -> String? {
        reader.value("format", "must be json or jsonl") { ["json", "jsonl"].contains($0) ? $0 : nil }
    }

    private static func tenant(_ reader: inout ParameterReader) -> TenantID? {
        reader.value("tenant", "must be an organization's id") { TenantID($0) }
    }

    private static func encode(_ records: [AuditRecord], next: String?) -> Response {
        var writer = JSONWriter(capacity: 512 + 512 * records.count)
        writer.beginObject()
        writer.key("success")
        writer.write(true)
        writer.key("data")
        writer.beginObject()
        writer.key("entries")
        writer.beginArray()
        for record in records { record.write(to: &writer, withProof: false) }
        writer.endArray()
        writer.key("next_cursor")
        writer.write(JSONValue.optional(next))
        writer.endObject()
        writer.endObject()
        return .json(writer.bytes)
    }
}
