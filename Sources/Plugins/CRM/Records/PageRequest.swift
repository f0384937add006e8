import Contracts

/// Which page of an object's records is asked for.
struct PageRequest: Sendable, Equatable {
    /// Records on a page when the request says nothing.
    static let usualLimit = 60

    let limit: Int
    let position: PagePosition

    var isBackward: Bool { if case .before = position { true } else { false } }

    init(limit: Int, position: PagePosition) {
        self.limit = limit
        self.position = position
    }

    init(_ query: QueryParameters) throws(CRMError) {
        limit = try Self.limit(query.single("limit"))
        switch (Self.cursor("starting_after", query), Self.cursor("ending_before", query)) {
        case (nil, nil): position = .start
        case (let cursor?, nil): position = .after(try Cursor.decode(cursor))
        case (nil, let cursor?): position = .before(try Cursor.decode(cursor))
        case (_?, _?): throw .bothCursors
        }
    }

    private static func cursor(_ name: String, _ query: QueryParameters) -> String? {
        query.single(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Twenty reads the limit as JavaScript reads a number: any spelling of one that is not negative will do.
    static func limit(_ text: String?) throws(CRMError) -> Int {
        guard let text, !text.isEmpty else { return usualLimit }
        guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }), let number = Double(text), number >= 0 else {
            throw .invalidLimit(text)
        }
        return Int(min(number, Double(RecordStatements.largestPage)))
    }
}
