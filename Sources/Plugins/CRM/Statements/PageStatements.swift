import Contracts

/// What reads a page of records, through any filter and in any order, and counts all that the page is one of.
struct PageStatements {
    private let request: PageRequest
    private let view: RecordView

    init(_ request: PageRequest, of view: RecordView) {
        self.request = request
        self.view = view
    }

    /// The records in the order of reading, one more than the page holds. Where an order was asked for, the values that a cursor is
    /// made of stand behind the records' own columns.
    ///
    /// The text depends on the shape of the request alone, never on its values or their number, so that a connection's prepared
    /// statements are used again. As to the inner limit see `RecordStatements`.
    var page: SQL {
        if request.filter == nil, request.ordering.items.isEmpty {
            return view.statements.page(request.position, limit: request.limit)
        }
        let steps = stepsOfReading
        var source = RecordSource(view.object)
        var condition = source.visible(request.filter)
        if let cursor = request.position.cursor {
            condition = "\(condition) AND \(Seek(past: cursor, steps, of: view.object).condition(in: &source))"
        }
        let order = Ordering.clause(of: steps, in: &source)
        let columns: SQL = "\(view.shape.selectList)\(keys(of: steps, in: &source))"
        return """
            SELECT * FROM (
                SELECT \(columns) FROM \(source.clause) WHERE \(condition) ORDER BY \(order) LIMIT 201
            ) AS page LIMIT \(RecordStatements.read(for: request.limit))
            """
    }

    /// How many records there are, whatever the page. Without a filter they are counted already.
    var count: SQL {
        guard let filter = request.filter else { return view.statements.count }
        var source = RecordSource(view.object)
        let condition = source.visible(filter)
        return "SELECT count(*) FROM \(source.clause) WHERE \(condition)"
    }

    private var stepsOfReading: [Ordering.Item] {
        let steps = request.ordering.steps(for: view.object)
        guard request.isBackward else { return steps }
        return steps.map { Ordering.Item(path: $0.path, direction: $0.direction.reversed) }
    }

    private func keys(of steps: [Ordering.Item], in source: inout RecordSource) -> SQL {
        guard !request.ordering.items.isEmpty else { return "" }
        var keys = SQLBuilder()
        for step in steps {
            let column = source.reference(step.path)
            switch step.path.type {
            case .array, .multiSelect: keys.append(", array_to_json(\(column))")
            default: keys.append(", \(column)")
            }
        }
        return keys.sql
    }
}

extension PagePosition {
    fileprivate var cursor: Cursor? {
        switch self {
        case .start: nil
        case .after(let cursor), .before(let cursor): cursor
        }
    }
}
