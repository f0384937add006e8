import Contracts

extension Filter.Comparison {
    /// The comparison as PostgreSQL makes it.
    ///
    /// A value is bound without a type, so that it takes the column's: an index serves, and an option that the field does not have
    /// is refused in PostgreSQL's own words. A list is one bound array: the statement's text does not depend on its length.
    func condition(in source: inout RecordSource) -> SQL {
        let column = source.reference(path)
        switch test {
        case .compare(let relation, let value) where path.type == .dateTime: return instant(column, relation, value)
        case .compare(let relation, let value): return compare(column, relation, value)
        case .among(let values): return "\(column) = ANY (\(SQLValue.textArray(values)))"
        case .isNull(true): return isNull(column)
        case .isNull(false): return "\(column) IS NOT NULL"
        case .matches(let pattern, let text): return matches(column, pattern, text)
        case .containsAny(let values) where path.type == .multiSelect:
            return "\(column)::text[] && \(SQLValue.textArray(values))::text[]"
        case .containsAny(let values): return "\(column)::text = ANY (\(SQLValue.textArray(values))::text[])"
        }
    }

    /// An empty text and NULL are one and the same where they read the same.
    private var isEmptyNull: Bool { path.type == .text && path.column.cell.nullForm == .emptyText }

    private func compare(_ column: SQL, _ relation: Filter.Relation, _ value: SQLValue) -> SQL {
        let isEmpty = isEmptyNull && value == .text("")
        switch relation {
        case .equal where isEmpty: return "(\(column) = '' OR \(column) IS NULL)"
        case .unequal where isEmpty: return "(\(column) <> '' AND \(column) IS NOT NULL)"
        case .equal: return "\(column) = \(value)"
        case .unequal: return "\(column) <> \(value)"
        case .greater: return "\(column) > \(value)"
        case .greaterOrEqual: return "\(column) >= \(value)"
        case .less: return "\(column) < \(value)"
        case .lessOrEqual: return "\(column) <= \(value)"
        }
    }

    /// Clients tell instants to the millisecond, and the database keeps them to the microsecond: a client's instant is the whole
    /// millisecond that begins with it.
    private func instant(_ column: SQL, _ relation: Filter.Relation, _ value: SQLValue) -> SQL {
        let start: SQL = "date_trunc('milliseconds', \(value)::timestamptz)"
        let end: SQL = "\(start) + interval '1 millisecond'"
        switch relation {
        case .equal: return "(\(column) >= \(start) AND \(column) < \(end))"
        case .unequal: return "(\(column) < \(start) OR \(column) >= \(end))"
        case .greater: return "\(column) >= \(end)"
        case .greaterOrEqual: return "\(column) >= \(start)"
        case .less: return "\(column) < \(start)"
        case .lessOrEqual: return "\(column) < \(end)"
        }
    }

    private func isNull(_ column: SQL) -> SQL {
        switch path.column.cell.nullForm {
        case .emptyText where isEmptyNull: "(\(column) IS NULL OR \(column) = '')"
        // The empty list, and for lists that are stored as JSON the empty object, as Twenty asks for.
        case .emptyList: "(\(column) IS NULL OR \(column) = '{}')"
        default: "\(column) IS NULL"
        }
    }

    private func matches(_ column: SQL, _ pattern: Filter.Pattern, _ text: String) -> SQL {
        let orNull: SQL = isEmptyNull && text.isEmpty ? " OR \(column) IS NULL" : ""
        switch pattern {
        case .like: return "(\(column)::text LIKE \(text)\(orNull))"
        case .caselessLike: return "(\(column)::text ILIKE \(text)\(orNull))"
        case .prefix: return "\(column)::text ^@ \(text)"
        case .suffix: return "right(\(column)::text, length(\(text)::text)) = \(text)"
        }
    }
}
