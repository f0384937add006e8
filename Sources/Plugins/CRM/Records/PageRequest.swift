import Contracts

/// Which page of an object's records is asked for.
struct PageRequest: Sendable {
    /// Records on a page when the request says nothing.
    static let usualLimit = 60

    let filter: Filter?
    let ordering: Ordering
    let limit: Int
    let position: PagePosition

    var isBackward: Bool { if case .before = position { true } else { false } }

    init(limit: Int, position: PagePosition = .start, filter: Filter? = nil, ordering: Ordering = .byID) {
        self.limit = limit
        self.position = position
        self.filter = filter
        self.ordering = ordering
    }

    init(_ query: QueryParameters, in scope: RecordScope) throws(CRMError) {
        limit = try Self.limit(query.joined("limit"))
        filter = try Self.filter(query, in: scope)
        ordering = try Self.ordering(query, in: scope)
        let steps = ordering.steps(for: scope.object)
        switch (Self.cursor("starting_after", query), Self.cursor("ending_before", query)) {
        case (nil, nil): position = .start
        case (let cursor?, nil): position = .after(try Cursor(cursor, for: steps, of: scope.object))
        case (nil, let cursor?): position = .before(try Cursor(cursor, for: steps, of: scope.object))
        case (_?, _?): throw .bothCursors
        }
    }

    /// The records that a request means; nil for all. An empty filter is a filter, and a wrong one.
    static func filter(_ query: QueryParameters, in scope: RecordScope) throws(CRMError) -> Filter? {
        guard let text = query.single("filter") else { return nil }
        return try FilterParser.parse(text, for: scope.object, in: scope.catalogue, permissions: scope.permissions)
    }

    /// The order that a request asks for; by id when it does not.
    static func ordering(
        _ query: QueryParameters, _ parameter: String = "order_by", in scope: RecordScope
    ) throws(CRMError) -> Ordering {
        guard let text = query.single(parameter), !text.isEmpty else { return .byID }
        return try OrderParser.parse(text, for: scope.object, in: scope.catalogue, permissions: scope.permissions)
    }

    private static func cursor(_ name: String, _ query: QueryParameters) -> String? {
        query.single(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Twenty reads the limit as JavaScript reads a number: any spelling of one that is not negative will do.
    static func limit(
        _ text: String?, usual: Int = usualLimit, largest: Int = RecordStatements.largestPage
    ) throws(CRMError) -> Int {
        guard let text, !text.isEmpty else { return usual }
        guard let number = JavaScriptNumber.of(text), number >= 0 else { throw .invalidLimit(String(text.prefix(200))) }
        return Int(min(number, Double(largest)))
    }
}

/// Where a page begins.
enum PagePosition: Sendable, Equatable {
    case start
    case after(Cursor)
    case before(Cursor)
}
