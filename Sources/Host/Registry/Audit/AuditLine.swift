import Contracts

/// A line of an exported audit log.
enum AuditLine {
    case record(AuditRecord)
    case end(AuditChainEnd)

    /// Nil for what is neither.
    init?(_ line: [UInt8]) {
        guard case .object(let object)? = try? JSONParser.parse(line) else { return nil }
        if let record = Self.record(object) {
            self = .record(record)
        } else if let end = Self.end(object) {
            self = .end(end)
        } else {
            return nil
        }
    }

    private static func record(_ object: JSONObject) -> AuditRecord? {
        guard let sequence = object.integer("sequence"), let at = object.string("at"), let actor = object.string("actor"),
            let action = object.string("action"), let digest = object.bytes("personal_digest"),
            let previous = object.bytes("previous_hash"), let hash = object.bytes("hash")
        else { return nil }
        let tenant = object.string("tenant_id").flatMap { TenantID($0) }
        guard tenant != nil || object["tenant_id"] == .null else { return nil }
        return AuditRecord(
            sequence: sequence, at: at, actor: actor, action: action, tenant: tenant, details: object.string("details"),
            salt: object.bytes("salt"), personalDigest: digest, previousHash: previous, hash: hash)
    }

    private static func end(_ object: JSONObject) -> AuditChainEnd? {
        guard let chain = object.string("chain"), TenantID(chain) != nil, let length = object.integer("length"),
            let head = object.bytes("head")
        else { return nil }
        return AuditChainEnd(chain: chain, length: length, head: head)
    }
}

extension JSONObject {
    func string(_ name: String) -> String? {
        guard case .string(let text)? = self[name] else { return nil }
        return text
    }

    func integer(_ name: String) -> Int64? {
        guard case .number(let number)? = self[name] else { return nil }
        return number.integer
    }

    /// Bytes in hexadecimal digits.
    fileprivate func bytes(_ name: String) -> [UInt8]? { string(name).flatMap { [UInt8](sqlText: "\\x" + $0) } }
}
