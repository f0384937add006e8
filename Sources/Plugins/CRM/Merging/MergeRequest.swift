import Contracts
import FoundationEssentials

/// Which records are to become one, and which of them it will be.
struct MergeRequest {
    static let allowedCount = 2...9

    /// Each once, in the order they were sent.
    let ids: [UUID]
    /// The place in `ids` of the record that stays and whose values come first.
    let priority: Int
    /// Whether the outcome is only to be shown.
    let isDryRun: Bool

    var winner: UUID { ids[priority] }
    var losers: [UUID] { ids.filter { $0 != winner } }

    /// - Throws: `CRMError.invalidMerge` or `.invalidIdentifier`.
    init(_ body: JSONObject) throws(CRMError) {
        ids = try Self.ids(body["ids"] ?? .null)
        guard ids.count >= Self.allowedCount.lowerBound else { throw .invalidMerge(.tooFew) }
        guard ids.count <= Self.allowedCount.upperBound else { throw .invalidMerge(.tooMany) }
        priority = try Self.priority(body["conflictPriorityIndex"], of: ids.count)
        switch body["dryRun"] {
        case nil, .null?, .bool(false)?: isDryRun = false
        case .bool(true)?: isDryRun = true
        default: throw .invalidMerge(.malformed("dryRun", expected: "a boolean"))
        }
    }

    private static func ids(_ value: JSONValue) throws(CRMError) -> [UUID] {
        if value == .null { return [] }
        guard case .array(let items) = value else { throw .invalidMerge(.malformed("ids", expected: "an array of record IDs")) }
        var ids: [UUID] = []
        for item in items {
            guard case .string(let text) = item else { throw .invalidMerge(.malformed("ids", expected: "an array of record IDs")) }
            guard let id = RecordID.parse(text) else { throw .invalidIdentifier(String(text.prefix(200))) }
            if !ids.contains(id) { ids.append(id) }
        }
        return ids
    }

    private static func priority(_ value: JSONValue?, of count: Int) throws(CRMError) -> Int {
        if case .number(let number)? = value, let index = number.integer, (0..<Int64(count)).contains(index) { return Int(index) }
        let sent = value.map { $0 == .null ? "null" : String(JSONText.encode($0).prefix(200)) } ?? "undefined"
        throw .invalidMerge(.invalidPriority(sent, count: count))
    }
}
