import Contracts
import FoundationEssentials

/// Spells rows for the staging table: where the row stands, what it leaves to defaults, which columns it gives, and their values.
struct RowEncoder: Sendable {
    /// What a row does with a column, one byte each.
    enum Mark {
        /// Nothing was given.
        static let absent = UInt8(ascii: "-")
        static let value = UInt8(ascii: "v")
        /// The column's default was asked for.
        static let standard = UInt8(ascii: "d")
        static let first = UInt8(ascii: "f")
        static let last = UInt8(ascii: "l")
    }

    /// What kind of author an import is, in Twenty's words.
    private static let source = "IMPORT"

    private let columns: [ImportTable.Column]
    private let places: [String: Int]
    private let author: Author
    /// What stands in the record's actors when the row does not say otherwise.
    private let actors: [(flag: Int, place: Int, value: SQLValue)]

    /// Who imports, as the records name them.
    struct Author: Sendable {
        let memberID: UUID?
        let name: String
    }

    init(_ table: ImportTable, author: Author) {
        columns = table.columns
        let places = Dictionary(uniqueKeysWithValues: columns.enumerated().map { ($1.name, $0) })
        self.places = places
        self.author = author
        actors = ["createdBy", "updatedBy"].flatMap { name -> [(flag: Int, place: Int, value: SQLValue)] in
            guard table.object.field(named: name)?.type == .actor, let flag = places[name + "Name"] else { return [] }
            let values: [(String, SQLValue)] = [
                ("Source", .text(Self.source)), ("WorkspaceMemberId", author.memberID.sqlValue), ("Name", .text(author.name)),
            ]
            return values.compactMap { part, value in places[name + part].map { (flag: flag, place: $0, value: value) } }
        }
    }

    /// Appends a row of COPY's text: number, line, shape, given columns, values.
    func append(_ values: [ColumnValue], number: Int, line: Int, to text: inout [UInt8]) {
        var sources = [SQLValue?](repeating: nil, count: columns.count)
        var marks = [UInt8](repeating: Mark.absent, count: columns.count)
        for value in values {
            guard let place = places[value.column] else { continue }
            (marks[place], sources[place]) = mark(value.value)
        }
        let namesActor = actors.map { marks[$0.flag] != Mark.absent }
        for (actor, isNamed) in zip(actors, namesActor) where !isNamed {
            (marks[actor.place], sources[actor.place]) = (Mark.value, actor.value)
        }
        text.append(contentsOf: "\(number)\t\(line)\t".utf8)
        for (place, column) in columns.enumerated() where column.hasDefault { text.append(marks[place]) }
        text.append(UInt8(ascii: "\t"))
        text.append(contentsOf: marks)
        for source in sources {
            text.append(UInt8(ascii: "\t"))
            CopyText.append(source ?? .null, to: &text)
        }
        text.append(UInt8(ascii: "\n"))
    }

    private func mark(_ source: ColumnValue.Source) -> (UInt8, SQLValue?) {
        switch source {
        case .bound(let value): (Mark.value, value)
        case .standard: (Mark.standard, nil)
        case .firstPosition: (Mark.first, nil)
        case .lastPosition: (Mark.last, nil)
        case .actorSource: (Mark.value, .text(Self.source))
        case .actorID: (Mark.value, author.memberID.sqlValue)
        case .actorName: (Mark.value, .text(author.name))
        }
    }
}
