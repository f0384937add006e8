import Contracts
import FoundationEssentials

/// An import as its job's row tells of it.
struct ImportJob: Sendable {
    enum State: String, Sendable {
        case loading, writing, succeeded, failed
    }

    let row: Row

    /// The answer to whoever asks for it.
    func members() throws -> JSONObject {
        var members = [
            JSONMember("id", .string(try row.decode("id", as: UUID.self).canonical)),
            JSONMember("object", .string(try row.decode("object"))), JSONMember("state", .string(try row.decode("state"))),
        ]
        if case .object(let options) = try json("options") { members += options.members }
        for (name, column) in [("rows_read", "rowsRead"), ("inserted", "inserted"), ("updated", "updated"), ("skipped", "skipped")]
        {
            members.append(JSONMember(name, .integer(try row.decode(column))))
        }
        members += [
            JSONMember("error_count", .integer(try row.decode("errorCount"))), JSONMember("errors", try json("errors")),
            JSONMember("failure", .optional(try row.decode("failure"))),
            JSONMember("started_at", .string(try row.decode("startedAt"))),
            JSONMember("finished_at", .optional(try row.decode("finishedAt"))),
        ]
        return JSONObject(members)
    }

    private func json(_ column: String) throws -> JSONValue {
        do {
            return try JSONParser.parse(Array(try row.decode(column, as: String.self).utf8))
        } catch {
            throw DatabaseError.decoding(column: column)
        }
    }
}
