import Contracts

/// Which records are meant: the tree that the text of a filter was read into.
indirect enum Filter: Sendable {
    /// Every one holds; true when there is none.
    case and([Filter])
    /// One of them holds at least.
    case or([Filter])
    case not(Filter)
    case comparison(Comparison)

    /// One column compared with a constant.
    struct Comparison: Sendable {
        let path: ColumnPath
        let comparator: Comparator
        let operand: Operand
    }

    /// What is compared with, already of the column's type.
    enum Operand: Sendable, Equatable {
        case value(SQLValue)
        case list([SQLValue])
        /// `is`: whether NULL is asked for.
        case isNull(Bool)
    }

    /// Whether `deletedAt` of the records themselves is spoken of anywhere: deleted records are then not hidden.
    var mentionsDeletion: Bool {
        switch self {
        case .and(let parts), .or(let parts): parts.contains(where: \.mentionsDeletion)
        case .not(let part): part.mentionsDeletion
        case .comparison(let comparison): comparison.path.relation == nil && comparison.path.field.name == "deletedAt"
        }
    }
}
