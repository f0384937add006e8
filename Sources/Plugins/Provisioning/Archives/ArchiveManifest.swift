import Contracts
import FoundationEssentials

/// What an archive says of itself (docs/archives.md).
struct ArchiveManifest: Sendable, Equatable {
    static let fileName = "manifest.json"
    static let dumpName = "database.dump"
    static let membersName = "members.jsonl"
    static let format: Int64 = 1
    /// The largest that is read, bytes.
    static let maxBytes = 16 << 20

    let tenant: TenantID
    let slug: String
    let name: String
    let plan: String
    /// RFC 3339, UTC.
    let createdAt: String
    let schema: TenantSchema
    /// How many lines there are of each object.
    let objects: [String: Int]
    /// How many rows each table has, by `schema.table`.
    let tables: [String: Int]
    let members: Int
    /// All files but the manifest itself.
    let files: [ArchivedFile]

    static func fileName(of object: String) -> String { "objects/\(object).jsonl" }

    var json: JSONObject {
        JSONObject([
            JSONMember("format", .number(JSONNumber(Self.format))), JSONMember("product", "tenant-manager"),
            JSONMember(
                "tenant", ["id": .string(tenant.description), "slug": .string(slug), "name": .string(name), "plan": .string(plan)]),
            JSONMember("created_at", .string(createdAt)),
            JSONMember("schema", ["version": .integer(schema.version), "fingerprint": .string(schema.fingerprint)]),
            JSONMember("objects", Self.counts(objects)), JSONMember("tables", Self.counts(tables)),
            JSONMember("members", .integer(members)), JSONMember("files", .array(files.map(\.json))),
        ])
    }

    /// - Throws: `ArchiveFault.malformed`, `.unknownFormat` for a later one.
    init(reading bytes: [UInt8]) throws {
        guard case .object(let json)? = try? JSONParser.parse(bytes), let format = json.integer("format") else {
            throw ArchiveFault.malformed
        }
        guard format == Self.format else { throw ArchiveFault.unknownFormat }
        guard let tenant = json.object("tenant"), let schema = json.object("schema"), let objects = json.counts("objects"),
            let tables = json.counts("tables"), case .array(let files)? = json["files"],
            let id = tenant.string("id").flatMap({ TenantID($0) }), let version = schema.integer("version")
        else { throw ArchiveFault.malformed }
        self.tenant = id
        slug = try tenant.require("slug")
        name = try tenant.require("name")
        plan = try tenant.require("plan")
        createdAt = try json.require("created_at")
        self.schema = TenantSchema(version: Int(clamping: version), fingerprint: try schema.require("fingerprint"))
        self.objects = objects
        self.tables = tables
        members = Int(clamping: json.integer("members") ?? 0)
        self.files = try files.map(ArchivedFile.init(json:))
    }

    init(
        tenant: Tenant, createdAt: String, schema: TenantSchema, objects: [String: Int], tables: [String: Int], members: Int,
        files: [ArchivedFile]
    ) {
        self.tenant = tenant.id
        slug = tenant.slug.description
        name = tenant.name
        plan = tenant.plan.name
        self.createdAt = createdAt
        self.schema = schema
        self.objects = objects
        self.tables = tables
        self.members = members
        self.files = files
    }

    private static func counts(_ counts: [String: Int]) -> JSONValue {
        .object(JSONObject(counts.sorted { $0.key < $1.key }.map { JSONMember($0.key, .integer($0.value)) }))
    }
}

extension ArchivedFile {
    fileprivate var json: JSONValue {
        ["name": .string(name), "size": .number(JSONNumber(size)), "sha256": .string(TextEncoding.hex(sha256))]
    }

    fileprivate init(json: JSONValue) throws {
        guard case .object(let object) = json, let size = object.integer("size"),
            let digest = [UInt8](sqlText: "\\x" + (try object.require("sha256") as String))
        else { throw ArchiveFault.malformed }
        self.init(name: try object.require("name"), size: size, sha256: digest)
    }
}

extension JSONObject {
    fileprivate func string(_ name: String) -> String? {
        if case .string(let text)? = self[name] { text } else { nil }
    }

    fileprivate func require(_ name: String) throws -> String {
        guard let text = string(name) else { throw ArchiveFault.malformed }
        return text
    }

    fileprivate func integer(_ name: String) -> Int64? {
        if case .number(let number)? = self[name] { number.integer } else { nil }
    }

    fileprivate func object(_ name: String) -> JSONObject? {
        if case .object(let object)? = self[name] { object } else { nil }
    }

    fileprivate func counts(_ name: String) -> [String: Int]? {
        guard let object = object(name) else { return nil }
        var counts: [String: Int] = [:]
        for member in object.members {
            guard case .number(let number) = member.value, let count = number.integer else { return nil }
            counts[member.name] = Int(clamping: count)
        }
        return counts
    }
}
