import Contracts

/// What can be told of the values that the records of a group have in a field. The raw value is the beginning of the aggregate's name.
enum AggregateOperation: String, Sendable, CaseIterable {
    case countUniqueValues, countEmpty, countNotEmpty, percentageEmpty, percentageNotEmpty
    case countTrue, countFalse
    case min, max, avg, sum

    func applies(to type: FieldType) -> Bool {
        switch self {
        case .countUniqueValues, .countEmpty, .countNotEmpty, .percentageEmpty, .percentageNotEmpty: true
        case .countTrue, .countFalse: type == .boolean
        case .min, .max: [.number, .currency, .date, .dateTime].contains(type)
        case .avg, .sum: [.number, .currency].contains(type)
        }
    }

    /// What stands behind the field's name: of an amount of money it is the number that is summed up.
    func suffix(for type: FieldType) -> String { isOfOneColumn && type == .currency ? "AmountMicros" : "" }

    func expression(of field: FieldDescription) -> SQL {
        switch self {
        case .countUniqueValues: "count(DISTINCT \(Self.tuple(field))) FILTER (WHERE NOT (\(Self.isEmpty(field))))"
        case .countEmpty: "count(*) FILTER (WHERE \(Self.isEmpty(field)))"
        case .countNotEmpty: "count(*) FILTER (WHERE NOT (\(Self.isEmpty(field))))"
        case .percentageEmpty: "(count(*) FILTER (WHERE \(Self.isEmpty(field))))::numeric / count(*)"
        case .percentageNotEmpty: "(count(*) FILTER (WHERE NOT (\(Self.isEmpty(field)))))::numeric / count(*)"
        case .countTrue: "count(*) FILTER (WHERE \(Self.reference(field.columns[0])))"
        case .countFalse: "count(*) FILTER (WHERE NOT \(Self.reference(field.columns[0])))"
        case .min: "min(\(Self.reference(field.columns[0])))"
        case .max: "max(\(Self.reference(field.columns[0])))"
        case .avg: "avg(\(Self.reference(field.columns[0])))"
        case .sum: "sum(\(Self.reference(field.columns[0])))"
        }
    }

    func cell(of field: FieldDescription) -> GroupCell {
        isOfOneColumn && field.type != .currency ? .column(field.type.cell) : .exactNumber
    }

    private var isOfOneColumn: Bool {
        switch self {
        case .min, .max, .avg, .sum: true
        default: false
        }
    }

    private static func reference(_ column: FieldDescription.Column) -> SQL {
        "\(identifier: RecordSource.record).\(identifier: column.name)"
    }

    /// Every part of the value is NULL or the empty text.
    private static func isEmpty(_ field: FieldDescription) -> SQL {
        var condition = SQLBuilder()
        for (index, column) in field.columns.enumerated() {
            if index > 0 { condition.append(" AND ") }
            condition.append("NULLIF(\(reference(column))::text, '') IS NULL")
        }
        return condition.sql
    }

    private static func tuple(_ field: FieldDescription) -> SQL {
        var tuple = SQLBuilder()
        for (index, column) in field.columns.enumerated() {
            tuple.append(index > 0 ? ", " : "(")
            tuple.append(reference(column))
        }
        tuple.append(")")
        return tuple.sql
    }
}
