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
        let paths = (0..<Int.random(in: 1...3, using: &random)).map { _ in path() }
        let groups = paths.map { nested($0, groupingOptions()) }
        var orders = paths.map { nested($0, pick(Self.orders)) }
        orders.append("{\"aggregate\":{\"\(aggregate())\":\(pick(Self.directions))}}")
        let aggregates = (0..<Int.random(in: 0...6, using: &random)).map { _ in "\"\(aggregate())\"" }
        return (
            "[\(groups.joined(separator: ","))]", "[\(aggregates.joined(separator: ","))]", "[\(orders.joined(separator: ","))]"
        )
    }

    /// The text with some of its bytes left out, doubled, or others in their place.
    mutating func damaged(_ text: String) -> String {
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(bytes[place], at: place)
            case 2: bytes[place] = pick(Array("{}[]\",:\\$; %é0tn".utf8))
            default: bytes.removeSubrange(place...)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func path() -> [String] {
        guard let field = object.fields.randomElement(using: &random) else { return [] }
        guard field.isManyToOne, let target = catalogue.target(of: field), Bool.random(using: &random),
            let inner = target.fields.randomElement(using: &random)
        else { return names(of: field) }
        return [field.name] + names(of: inner)
    }

    private mutating func names(of field: FieldDescription) -> [String] {
        guard let column = field.columns.randomElement(using: &random) else { return [field.name] }
        return [field.key] + (column.subField.map { [$0.name] } ?? [])
    }

    private func nested(_ path: [String], _ value: String) -> String {
        path.reversed().reduce(value) { inner, name in "{\"\(name)\":\(inner)}" }
    }

    private mutating func groupingOptions() -> String {
        let zone = pick(["Europe/Paris", "UTC", "Asia/Kathmandu", "Pacific/Apia"])
        let granularity = (DateGranularity.allCases.randomElement(using: &random) ?? .day).rawValue
        let day = (WeekDay.allCases.randomElement(using: &random) ?? .monday).rawValue
        return pick([
            "true", "true", "{\"unnest\":true}", "{\"granularity\":\"\(granularity)\"}",
            "{\"granularity\":\"\(granularity)\",\"timeZone\":\"\(zone)\",\"weekStartDay\":\"\(day)\"}",
        ])
    }

    private mutating func aggregate() -> String {
        let operation = AggregateOperation.allCases.randomElement(using: &random) ?? .min
        guard let field = object.fields.randomElement(using: &random), Int.random(in: 0..<5, using: &random) > 0 else {
            return "totalCount"
        }
        return operation.rawValue + field.name.prefix(1).uppercased() + field.name.dropFirst() + operation.suffix(for: field.type)
    }

    private mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[Int.random(in: 0..<choices.count, using: &random)]
    }

    private static let directions = Ordering.Direction.allCases.map { "\"\($0.rawValue)\"" }
    private static let orders = directions + directions.map { "{\"orderBy\":\($0)}" }
}
