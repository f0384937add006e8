import Contracts
import TestSupport

@testable import CRMPlugin

/// Random parameters of groups, the same for the same seed: right ones, and what is nearly one.
struct GroupingSource {
    var random: SeededGenerator
    let object: ObjectDescription
    let catalogue: Catalogue

    init(seed: UInt64, _ object: ObjectDescription, in catalogue: Catalogue) {
        random = SeededGenerator(seed: seed)
        self.object = object
        self.catalogue = catalogue
    }

    /// The three JSON parameters, of which the order speaks of the same fields as the grouping.
    mutating func parameters() -> (groupBy: String, aggregate: String, orderBy: String) {
        let columns = (0..<Int.random(in: 1...3, using: &random)).map { _ in column() }
        var orders: [String] = []
        var groups: [String] = []
        for (names, type) in columns {
            groups.append(nested(names, options(for: type)))
            orders.append(nested(names, pick(type == .dateTime || type == .date ? Self.orders : Self.directions)))
        }
        orders.append("{\"aggregate\":{\"\(aggregate())\":\(pick(Self.directions))}}")
        let aggregates = (0..<Int.random(in: 0...6, using: &random)).map { _ in "\"\(aggregate())\"" }
        return (
            "[\(groups.joined(separator: ","))]", "[\(aggregates.joined(separator: ","))]", "[\(orders.joined(separator: ","))]"
        )
    }

    mutating func damaged(_ text: String) -> String { random.damaged(text, with: "{}[]\",:\\$; %é0tn") }

    /// A column, of the object itself or of one that it belongs to, and once in a while one that cannot be grouped by.
    private mutating func column() -> (names: [String], type: FieldType) {
        guard let field = groupable(object.fields).randomElement(using: &random) else { return ([], .text) }
        guard field.isManyToOne, let target = catalogue.target(of: field), Bool.random(using: &random),
            let inner = groupable(target.fields.filter { $0.relation == nil }).randomElement(using: &random)
        else { return part(of: field) }
        let (names, type) = part(of: inner)
        return ([field.name] + names, type)
    }

    private mutating func groupable(_ fields: [FieldDescription]) -> [FieldDescription] {
        if Int.random(in: 0..<20, using: &random) == 0 { return fields }
        return fields.filter { field in
            (!field.isSystem || field.name == "createdAt") && !field.isOneToMany && field.type != .rawJSON && field.type != .files
        }
    }

    private mutating func part(of field: FieldDescription) -> (names: [String], type: FieldType) {
        let columns = field.columns.filter { column in
            if case .json = column.cell { column.subField == nil } else { true }
        }
        guard let column = columns.randomElement(using: &random) else { return ([field.name], field.type) }
        return ([field.key] + (column.subField.map { [$0.name] } ?? []), field.type)
    }

    private func nested(_ path: [String], _ value: String) -> String {
        path.reversed().reduce(value) { inner, name in "{\"\(name)\":\(inner)}" }
    }

    private mutating func options(for type: FieldType) -> String {
        guard type == .dateTime || type == .date else {
            return type == .multiSelect || type == .array ? pick(["true", "{\"unnest\":true}"]) : "true"
        }
        let zone = pick(["Europe/Paris", "UTC", "Asia/Kathmandu", "Pacific/Apia"])
        let granularity = (DateGranularity.allCases.randomElement(using: &random) ?? .day).rawValue
        let day = (WeekDay.allCases.randomElement(using: &random) ?? .monday).rawValue
        return "{\"granularity\":\"\(granularity)\",\"timeZone\":\"\(zone)\",\"weekStartDay\":\"\(day)\"}"
    }

    private mutating func aggregate() -> String {
        let operation = AggregateOperation.allCases.randomElement(using: &random) ?? .min
        let fields = object.fields.filter { $0.relation == nil && operation.applies(to: $0.type) }
        guard let field = fields.randomElement(using: &random) else { return "totalCount" }
        return operation.rawValue + field.name.prefix(1).uppercased() + field.name.dropFirst() + operation.suffix(for: field.type)
    }

    private mutating func pick<Element>(_ choices: [Element]) -> Element { random.pick(choices) }

    private static let directions = Ordering.Direction.allCases.map { "\"\($0.rawValue)\"" }
    private static let orders = directions + directions.map { "{\"orderBy\":\($0)}" }
}
