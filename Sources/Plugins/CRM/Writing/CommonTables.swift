import Contracts

/// The tables of a statement's WITH, in order.
struct CommonTables {
    private var clause = SQLBuilder()

    /// - Parameter table: its name and definition, `"actor" AS (…)`; nil adds nothing.
    mutating func add(_ table: SQL?) {
        guard let table else { return }
        clause.append(clause.text.isEmpty ? "WITH " : ", ")
        clause.append(table)
    }

    func statement(_ main: SQL) -> SQL {
        guard !clause.text.isEmpty else { return main }
        return "\(clause.sql) \(main)"
    }
}
