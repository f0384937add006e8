import Contracts

/// How far an import has come, and what is wrong with its rows.
struct ImportReport: Sendable, Equatable {
    /// Rows with content, the faulty ones included and the header not.
    var rowsRead = 0
    var inserted = 0
    var updated = 0
    /// Rows that were left out because they are faulty.
    var skipped = 0
    var errors = Errors()

    struct Errors: Sendable, Equatable {
        struct Entry: Sendable, Equatable {
            let line: Int
            let fault: RowFault
        }

        /// Most rows that are told of one by one.
        static let maxEntries = 100

        private(set) var total = 0
        private(set) var entries: [Entry] = []

        mutating func add(_ fault: RowFault, line: Int) { add(count: 1, [Entry(line: line, fault: fault)]) }

        /// - Parameter entries: those of the `count` that can be told.
        mutating func add(count: Int, _ entries: [Entry]) {
            total += count
            self.entries += entries.prefix(max(0, Self.maxEntries - self.entries.count))
        }

        var isFull: Bool { entries.count >= Self.maxEntries }

        /// In the order of the lines.
        var list: JSONValue {
            .array(
                entries.sorted { $0.line < $1.line }.map { entry in
                    [
                        "line": .integer(entry.line), "field": .optional(entry.fault.field),
                        "code": .string(entry.fault.code.rawValue), "message": .string(entry.fault.message),
                    ]
                })
        }
    }
}

extension ImportReport {
    /// What is true after the transaction was rolled back.
    var withNothingWritten: ImportReport {
        var report = self
        (report.inserted, report.updated) = (0, 0)
        return report
    }

    /// For a client that is told why nothing was written.
    var members: JSONObject {
        JSONObject([
            JSONMember("rows_read", .integer(rowsRead)), JSONMember("inserted", .integer(inserted)),
            JSONMember("updated", .integer(updated)), JSONMember("skipped", .integer(skipped)),
            JSONMember("error_count", .integer(errors.total)), JSONMember("errors", errors.list),
        ])
    }
}
