import Contracts
import FoundationEssentials

/// What the job of an import keeps.
struct ImportPayload: Sendable {
    let source: ArchiveSource
    /// The archive's own key, sealed and bound to the job; nil where the registry has its tenant's.
    let sealedKey: [UInt8]?
    let owner: NewOwner
    let plan: String

    var json: JSONObject {
        var json = JSONObject([
            JSONMember("owner", .string(owner.accountID.canonical)), JSONMember("email", .string(owner.email.description)),
            JSONMember("plan", .string(plan)),
        ])
        switch source {
        case .archive(let archive):
            json["tenant"] = .string(archive.tenant.description)
            json["archive"] = .string(archive.id.canonical)
        case .inbox(let file): json["file"] = .string(file)
        }
        json["key"] = sealedKey.map { .string(TextEncoding.hex($0)) }
        return json
    }

    init(source: ArchiveSource, sealedKey: [UInt8]?, owner: NewOwner, plan: String) {
        self.source = source
        self.sealedKey = sealedKey
        self.owner = owner
        self.plan = plan
    }

    init(_ json: JSONObject, of tenant: TenantID) throws {
        guard let owner = json.text("owner").flatMap({ UUID(canonical: $0) }),
            let email = json.text("email").flatMap({ EmailAddress($0) }), let plan = json.text("plan")
        else { throw DatabaseError.decoding(column: "payload") }
        self.owner = NewOwner(tenant: tenant, accountID: owner, email: email)
        self.plan = plan
        sealedKey = json.text("key").flatMap { [UInt8](sqlText: "\\x" + $0) }
        if let file = json.text("file") {
            source = .inbox(file)
        } else if let tenant = json.text("tenant").flatMap({ TenantID($0) }),
            let archive = json.text("archive").flatMap({ UUID(canonical: $0) })
        {
            source = .archive(ArchiveName(tenant: tenant, id: archive))
        } else {
            throw DatabaseError.decoding(column: "payload")
        }
    }
}

extension JSONObject {
    fileprivate func text(_ name: String) -> String? {
        if case .string(let text)? = self[name] { text } else { nil }
    }
}
