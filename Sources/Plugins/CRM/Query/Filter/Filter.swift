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
        let test: Test
    }

    /// What is asked of the column. Values are of its type, or text that PostgreSQL reads as one of it.
    enum Test: Sendable, Equatable {
        case compare(Relation, SQLValue)
        case among([String])
        case isNull(Bool)
        case matches(Pattern, String)
        case containsAny([String])
    }

    enum Relation: Sendable, Equatable {
        case equal, unequal, greater, greaterOrEqual, less, lessOrEqual
    }

    enum Pattern: Sendable, Equatable {
        /// With `%` and `_` in the text.
        case like, caselessLike
        case prefix, suffix
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
