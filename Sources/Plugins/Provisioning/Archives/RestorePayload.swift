import Contracts
import FoundationEssentials

/// What the job of a restoration keeps.
struct RestorePayload: Sendable {
    let archive: UUID
    /// The database that the tenant had.
    let former: String
    /// The one that takes its place.
    let next: String
    /// Whether the tenant was served, and is to be again.
    let wasActive: Bool

    /// - Parameters:
    ///   - own: the name that tenants' databases are made under.
    init(archive: UUID, record: TenantRecord, own: String) {
        self.archive = archive
        former = record.placement.database
        // One letter more at most: the longest prefix leaves no room for two (`DatabasePrefix`).
        next = former == own ? own + "r" : own
        wasActive = record.status == .active
    }

    var json: JSONObject {
        JSONObject([
            JSONMember("archive", .string(archive.canonical)), JSONMember("former", .string(former)),
            JSONMember("next", .string(next)), JSONMember("was_active", .bool(wasActive)),
        ])
    }

    init(_ json: JSONObject) throws {
        guard case .string(let archive)? = json["archive"], let archive = UUID(canonical: archive),
            case .string(let former)? = json["former"], case .string(let next)? = json["next"]
        else { throw DatabaseError.decoding(column: "payload") }
        self.archive = archive
        self.former = former
        self.next = next
        wasActive = json["was_active"] == true
    }
}
