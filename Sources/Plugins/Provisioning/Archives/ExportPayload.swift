import Contracts
import FoundationEssentials

/// What the job of an export keeps: which archive it makes and, once it is made, what came of it.
struct ExportPayload: Sendable {
    let archive: UUID
    var packed: PackedArchive?

    var json: JSONObject {
        var json = JSONObject([JSONMember("archive", .string(archive.canonical))])
        if let packed {
            json["size"] = .number(JSONNumber(packed.size))
            json["sha256"] = .string(TextEncoding.hex(packed.sha256))
        }
        return json
    }

    init(archive: UUID) { self.archive = archive }

    init(_ json: JSONObject) throws {
        guard case .string(let text)? = json["archive"], let archive = UUID(canonical: text) else {
            throw DatabaseError.decoding(column: "payload")
        }
        self.archive = archive
        if case .number(let number)? = json["size"], let size = number.integer, case .string(let digits)? = json["sha256"],
            let digest = [UInt8](sqlText: "\\x" + digits)
        {
            packed = PackedArchive(size: size, sha256: digest)
        }
    }
}
