public import FoundationEssentials

/// An archive of a tenant as it is shown.
public struct TenantArchive: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable {
        /// Somebody asked for it.
        case manual
        /// The tenant's plan has it made.
        case scheduled
    }

    /// `making` leads to `ready`, or the archive is gone; `ready` to `expired`.
    public enum State: String, Sendable, CaseIterable {
        case making, ready
        /// Its file was removed.
        case expired
    }

    public let id: UUID
    public let tenant: TenantID
    public let kind: Kind
    public let state: State
    /// The job that makes it, or made it.
    public let job: UUID
    /// As the audit trail names them.
    public let requestedBy: String
    /// RFC 3339, UTC, as are the other times.
    public let createdAt: String
    public let finishedAt: String?
    public let expiresAt: String?
    /// Bytes of the file, which is sealed.
    public let size: Int64?
    /// Of the file.
    public let sha256: [UInt8]?

    public init(
        id: UUID, tenant: TenantID, kind: Kind, state: State, job: UUID, requestedBy: String, createdAt: String,
        finishedAt: String?, expiresAt: String?, size: Int64?, sha256: [UInt8]?
    ) {
        self.id = id
        self.tenant = tenant
        self.kind = kind
        self.state = state
        self.job = job
        self.requestedBy = requestedBy
        self.createdAt = createdAt
        self.finishedAt = finishedAt
        self.expiresAt = expiresAt
        self.size = size
        self.sha256 = sha256
    }

    public var name: ArchiveName { ArchiveName(tenant: tenant, id: id) }

    public var json: JSONValue {
        [
            "id": .string(id.canonical), "tenant_id": .string(tenant.description), "kind": .string(kind.rawValue),
            "state": .string(state.rawValue), "job_id": .string(job.canonical), "requested_by": .string(requestedBy),
            "created_at": .string(createdAt), "finished_at": .optional(finishedAt), "expires_at": .optional(expiresAt),
            "size_bytes": size.map { .number(JSONNumber($0)) } ?? .null, "sha256": .optional(sha256.map(TextEncoding.hex)),
        ]
    }
}

extension TenantArchive.Kind: SQLDecodable { public init?(sqlText: String?) { self.init(rawValue: sqlText ?? "") } }
extension TenantArchive.State: SQLDecodable { public init?(sqlText: String?) { self.init(rawValue: sqlText ?? "") } }
