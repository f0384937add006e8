import Contracts

/// The statements that group an object's records. They hold bound values and what comes from the catalogue, nothing else of a request.
struct GroupStatements {
    /// Records shown with a group.
    static let sampleSize = 10

    let object: ObjectDescription
    let request: GroupRequest

    /// A row a group: its dimensions, its aggregates, and behind them its key when records are to be shown with it.
    var groups: SQL {
        var outer = SQLBuilder()
        outer.append("SELECT ")
        for (place, dimension) in request.dimensions.enumerated() {
            if place > 0 { outer.append(", ") }
            let column: SQL = "\"grouped\".\(identifier: Self.dimension(place))"
            outer.append(dimension.isList ? "array_to_json(\(column))" : column)
        }
        for place in request.aggregates.indices { outer.append(", \"grouped\".\(identifier: Self.aggregate(place))") }
        if request.sample != nil {
            let columns = request.dimensions.indices.map { "\"grouped\".\(identifier: Self.dimension($0))" as SQL }
            outer.append(", \(Self.key(columns))")
        }
        outer.append(" FROM (\(grouped)) AS \"grouped\"")
        return outer.sql
    }

    private var grouped: SQL {
        var source = RecordSource(object)
        let values = request.dimensions.enumerated().map { expression(of: $1, at: $0, in: &source) }
        let condition = source.visible(request.filter)
        var statement = SQLBuilder()
        statement.append("SELECT ")
        for (place, value) in values.enumerated() {
            if place > 0 { statement.append(", ") }
            statement.append("\(value) AS \(identifier: Self.dimension(place))")
        }
        for (place, aggregate) in request.aggregates.enumerated() {
            statement.append(", \(aggregate.expression) AS \(identifier: Self.aggregate(place))")
        }
        statement.append(" FROM \(source.clause)\(elements) WHERE \(condition) GROUP BY ")
        for place in values.indices {
            if place > 0 { statement.append(", ") }
            statement.append(Self.ordinal(place))
        }
        for (index, order) in request.orders.enumerated() {
            statement.append(index > 0 ? ", " : " ORDER BY ")
            switch order.key {
            case .dimension(let place): statement.append(Self.ordinal(place))
            case .aggregate(let aggregate): statement.append(aggregate.expression)
            }
            statement.append(order.direction.clause)
        }
        statement.append(" LIMIT \(request.limit)")
        return statement.sql
    }

    /// Up to ten records of each of the groups, in the order that was asked for; the group's place, from 1, is the last column.
    ///
    /// - Parameter keys: of the groups, as their statement returned them
    func sample(_ keys: [String], ordering: Ordering, shape: RecordShape) -> SQL {
        var source = RecordSource(object)
        let values = request.dimensions.enumerated().map { expression(of: $1, at: $0, in: &source) }
        let order = Self.order(ordering, of: object, in: &source)
        let condition = source.visible(request.filter)
        return """
            SELECT \(shape.selectList), "ranked"."place" FROM (
                SELECT \(identifier: RecordSource.record)."id", "wanted"."place",
                    row_number() OVER (PARTITION BY "wanted"."place" ORDER BY \(order)) AS "rank"
                FROM \(source.clause)\(elements)
                JOIN unnest(\(SQLValue.textArray(keys))::text[]) WITH ORDINALITY AS "wanted" ("key", "place")
                ON "wanted"."key" = \(Self.key(values))
                WHERE \(condition)
            ) AS "ranked"
            JOIN \(identifier: object.table) AS \(identifier: RecordSource.record)
            ON \(identifier: RecordSource.record)."id" = "ranked"."id"
            WHERE "ranked"."rank" <= \(Self.sampleSize) ORDER BY "ranked"."place", "ranked"."rank"
            """
    }
}

extension GroupStatements {
    private func expression(of dimension: GroupDimension, at place: Int, in source: inout RecordSource) -> SQL {
        let column = source.reference(dimension.path)
        switch dimension.form {
        case .value: return column
        case .date(let grouping): return grouping.expression(of: column)
        case .elements: return "\(identifier: Self.element(place)).\"value\""
        }
    }

    /// The elements of the lists that groups are made of, joined behind the tables.
    private var elements: SQL {
        var source = RecordSource(object)
        var clause = SQLBuilder()
        for (place, dimension) in request.dimensions.enumerated() {
            // Every dimension is asked for, so that the tables have the names they have in the statement.
            let column = source.reference(dimension.path)
            guard case .elements = dimension.form else { continue }
            clause.append(" CROSS JOIN LATERAL unnest(\(column)) AS \(identifier: Self.element(place)) (\"value\")")
        }
        return clause.sql
    }

    /// The text that a group's values make together; NULL differs from the text NULL in it.
    private static func key(_ values: [SQL]) -> SQL {
        var key = SQLBuilder()
        for (place, value) in values.enumerated() {
            key.append(place > 0 ? ", " : "ARRAY[")
            key.append("(\(value))::text")
        }
        key.append("]::text")
        return key.sql
    }

    /// Texts are compared without regard to case here, and options by their names.
    private static func order(_ ordering: Ordering, of object: ObjectDescription, in source: inout RecordSource) -> SQL {
        var clause = SQLBuilder()
        for step in ordering.steps(for: object) {
            if !clause.text.isEmpty { clause.append(", ") }
            let column = source.reference(step.path)
            switch step.path.type {
            case .text: clause.append("lower(\(column))")
            case .select, .rating: clause.append("\(column)::text")
            default: clause.append(column)
            }
            clause.append(step.direction.clause)
        }
        return clause.sql
    }

    /// The place of a column in the select list, as GROUP BY and ORDER BY take it: the same expression with a value bound a second
    /// time would be another one to PostgreSQL.
    private static func ordinal(_ place: Int) -> SQL { SQL(script: String(place + 1)) }

    private static func dimension(_ place: Int) -> String { "dimension\(place + 1)" }
    private static func aggregate(_ place: Int) -> String { "aggregate\(place + 1)" }
    private static func element(_ place: Int) -> String { "element\(place + 1)" }
}

extension Ordering.Direction {
    fileprivate var clause: SQL {
        switch self {
        case .ascNullsFirst: " ASC NULLS FIRST"
        case .ascNullsLast: " ASC NULLS LAST"
        case .descNullsFirst: " DESC NULLS FIRST"
        case .descNullsLast: " DESC NULLS LAST"
        }
    }
}
