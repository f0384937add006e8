/// A record's JSON with holes for its cells, compiled once an object: between two cells stand bytes that never change.
struct RecordTemplate: Sendable {
    /// One cell and the fixed bytes around it. Plain numbers alone, so that going through them counts no references.
    struct Slot: Sendable {
        let cell: CellKind
        /// Ranges of `text`, each where the one before it ends.
        let before: Range<Int>
        let null: Range<Int>
        let after: Range<Int>
        let role: Role

        /// What stands for a NULL, and what stands around it.
        var whole: Range<Int> { before.lowerBound..<after.upperBound }
        var isOptional: Bool { if case .none = role { false } else { true } }
    }

    /// The part a cell has in a composite that reads as null when its required parts are all NULL.
    enum Role: Sendable {
        case none
        /// The first part; the last `bytes` of what stands before it belong to the composite's own value.
        case opens(bytes: Int, isRequired: Bool)
        /// A part that must be there for the composite to be.
        case required
        case closes
    }

    let slots: [Slot]
    let text: [UInt8]

    init(_ fields: [FieldDescription]) {
        var builder = Builder()
        let stored = fields.filter { !$0.columns.isEmpty }
        for (index, field) in stored.enumerated() {
            builder.append(field, isFirst: index == 0, isLast: index == stored.count - 1)
        }
        slots = builder.slots
        text = builder.text
    }
}

extension RecordTemplate {
    private struct Builder {
        var slots: [Slot] = []
        var text: [UInt8] = []

        mutating func append(_ field: FieldDescription, isFirst: Bool, isLast: Bool) {
            for (index, column) in field.columns.enumerated() {
                let opens = index == 0
                let closes = index == field.columns.count - 1
                var before = ""
                if opens { before += (isFirst ? "{" : ",") + Self.key(field.key) }
                if let part = column.subField { before += (opens ? "{" : ",") + Self.key(part.name) }
                let after = (column.subField != nil && closes ? "}" : "") + (isLast && closes ? "}" : "")
                slots.append(
                    Slot(
                        cell: column.cell, before: add(before), null: add(Self.spelling(column.cell.nullForm)), after: add(after),
                        role: Self.role(of: column, in: field, opens: opens, closes: closes)))
            }
        }

        private mutating func add(_ piece: String) -> Range<Int> {
            let start = text.count
            text += piece.utf8
            return start..<text.count
        }

        private static func key(_ name: String) -> String { "\"\(name)\":" }

        private static func spelling(_ null: CellKind.NullForm) -> String {
            switch null {
            case .null: "null"
            case .emptyText: "\"\""
            case .emptyList: "[]"
            }
        }

        private static func role(
            of column: FieldDescription.Column, in field: FieldDescription, opens: Bool, closes: Bool
        ) -> Role {
            guard field.isNullable, let part = column.subField,
                field.columns.contains(where: { $0.subField?.isRequired == true })
            else { return .none }
            if opens { return .opens(bytes: 1 + key(part.name).utf8.count, isRequired: part.isRequired) }
            if closes { return .closes }
            return part.isRequired ? .required : .none
        }
    }
}
