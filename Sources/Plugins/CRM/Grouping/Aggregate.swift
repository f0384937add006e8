import Contracts

/// A number or a date that a group is told with: `totalCount`, `countEmptyName`, `maxAmountAmountMicros`.
struct Aggregate: Sendable {
    /// Its key in the answer.
    let name: String
    let expression: SQL
    let cell: GroupCell

    /// Nil when the object has no aggregate of that name.
    ///
    /// - Throws: `CRMError.fieldNotReadable` when it tells of a field that the caller may not read.
    init?(named name: String, in scope: RecordScope) throws(CRMError) {
        self.name = name
        if name == "totalCount" {
            expression = "count(*)"
            cell = .exactNumber
            return
        }
        guard let (operation, field) = Self.meaning(of: name, in: scope.object) else { return nil }
        try scope.permissions.requireReadable(field, of: scope.object)
        expression = operation.expression(of: field)
        cell = operation.cell(of: field)
    }

    private static func meaning(of name: String, in object: ObjectDescription) -> (AggregateOperation, FieldDescription)? {
        for operation in AggregateOperation.allCases where name.hasPrefix(operation.rawValue) {
            let rest = name.dropFirst(operation.rawValue.count)
            let field = object.fields.first { field in
                field.relation == nil && operation.applies(to: field.type)
                    && rest == field.name.prefix(1).uppercased() + field.name.dropFirst() + operation.suffix(for: field.type)
            }
            if let field { return (operation, field) }
        }
        return nil
    }
}

extension Aggregate {
    static let limit = 128

    /// Reads `aggregate`: a JSON array of names. Each is told once.
    ///
    /// - Throws: `CRMError.invalidGrouping`.
    static func parse(_ text: String?, in scope: RecordScope) throws(CRMError) -> [Aggregate] {
        guard let text else { return [] }
        guard case .array(let items)? = try GroupingJSON.parse(text, of: .aggregate) else {
            throw .invalidGrouping(.malformed(.aggregate))
        }
        guard items.count <= limit else { throw .invalidGrouping(.tooMany(.aggregate, limit: limit)) }
        var aggregates: [Aggregate] = []
        var unknown: [String] = []
        for item in items {
            guard case .string(let name) = item else { throw .invalidGrouping(.malformed(.aggregate)) }
            if aggregates.contains(where: { $0.name == name }) { continue }
            if let aggregate = try Aggregate(named: name, in: scope) { aggregates.append(aggregate) } else { unknown.append(name) }
        }
        guard unknown.isEmpty else { throw .invalidGrouping(.unknownAggregates(unknown)) }
        return aggregates
    }
}
