import Contracts
import FoundationEssentials

/// For which records duplicates are to be found: for those that are there, or for some that might be made.
enum DuplicateRequest {
    case ids([UUID])
    case data([JSONObject])

    /// More than this many are refused.
    static let limit = 200

    /// - Throws: `CRMError.invalidDuplicates` or `.invalidIdentifier`.
    init(_ body: JSONObject) throws(CRMError) {
        switch (body.given("ids"), body.given("data")) {
        case (nil, nil): throw .invalidDuplicates(.neitherDataNorIDs)
        case (_?, _?): throw .invalidDuplicates(.dataAndIDs)
        case (let ids?, nil): self = .ids(try Self.ids(ids))
        case (nil, let data?): self = .data(try Self.data(data))
        }
    }

    private static func ids(_ value: JSONValue) throws(CRMError) -> [UUID] {
        var ids: [UUID] = []
        for item in try list(value, key: "ids", of: "record IDs") {
            guard case .string(let text) = item else { throw .invalidDuplicates(.malformed("ids", expected: "record IDs")) }
            guard let id = RecordID.parse(text) else { throw .invalidIdentifier(String(text.prefix(200))) }
            ids.append(id)
        }
        return ids
    }

    private static func data(_ value: JSONValue) throws(CRMError) -> [JSONObject] {
        var records: [JSONObject] = []
        for item in try list(value, key: "data", of: "records") {
            guard case .object(let record) = item else { throw .invalidDuplicates(.malformed("data", expected: "records")) }
            records.append(record)
        }
        guard !records.isEmpty else { throw .invalidDuplicates(.emptyData) }
        return records
    }

    private static func list(_ value: JSONValue, key: String, of items: String) throws(CRMError) -> [JSONValue] {
        guard case .array(let list) = value else { throw .invalidDuplicates(.malformed(key, expected: items)) }
        guard list.count <= limit else { throw .invalidDuplicates(.tooMany(limit: limit)) }
        return list
    }
}
