import Contracts

/// The condition that a record comes behind a place in an order: on the first step it stands behind it, or it is level with it there
/// and behind it on the next ones.
///
/// NULL has its place like any other value, so that no record is left out or shown twice.
struct Seek {
    /// A step of the order in which records are read, and where on it the page begins.
    struct Key {
        let step: Ordering.Item
        /// `.null` is the place of NULL.
        let value: SQLValue
    }

    private let keys: [Key]
    private let object: ObjectDescription
    /// The record that the cursor was made of.
    private let id: SQLValue?

    /// - Parameter cursor: its values are those of `steps`; a step that it has no value for decides nothing.
    init(past cursor: Cursor, _ steps: [Ordering.Item], of object: ObjectDescription) {
        keys = zip(steps, cursor.values).compactMap { step, value in value.map { Key(step: step, value: $0) } }
        self.object = object
        id = keys.first { $0.step.path.keys == ["id"] }?.value
    }

    func condition(in source: inout RecordSource) -> SQL {
        guard let first = keys.first else { return "TRUE" }
        let behind = behind(keys[...], in: &source)
        guard keys.count > 1, let bound = bound(first, in: &source) else { return behind }
        return "\(bound) AND \(behind)"
    }

    /// Follows from the whole, but is a range on one column: where that has an index PostgreSQL begins to read at the place, so
    /// that a page deep in the list costs what the first one does.
    private func bound(_ key: Key, in source: inout RecordSource) -> SQL? {
        guard key.value != .null, !key.step.path.isNullable || key.step.direction.isNullsFirst else { return nil }
        let column = source.reference(key.step.path)
        let comparison: SQL = key.step.direction.isDescending ? "<=" : ">="
        return "\(column) \(comparison) \(constant(key))"
    }

    private func behind(_ keys: ArraySlice<Key>, in source: inout RecordSource) -> SQL {
        guard let key = keys.first else { return "FALSE" }
        let isBehind = isBehind(key, in: &source)
        let rest = keys.dropFirst()
        if rest.isEmpty { return isBehind }
        let column = source.reference(key.step.path)
        let isLevel: SQL = key.value == .null ? "\(column) IS NULL" : "\(column) = \(constant(key))"
        return "(\(isBehind) OR (\(isLevel) AND \(behind(rest, in: &source))))"
    }

    private func isBehind(_ key: Key, in source: inout RecordSource) -> SQL {
        let column = source.reference(key.step.path)
        let direction = key.step.direction
        if key.value == .null { return direction.isNullsFirst ? "\(column) IS NOT NULL" : "FALSE" }
        let comparison: SQL = direction.isDescending ? "<" : ">"
        let isBehind: SQL = "\(column) \(comparison) \(constant(key))"
        return key.step.path.isNullable && !direction.isNullsFirst ? "(\(isBehind) OR \(column) IS NULL)" : isBehind
    }

    /// A cursor tells instants to the millisecond and the order is by microseconds, so the instant is looked up in the record that
    /// the cursor was made of, as long as it is still the one told.
    private func constant(_ key: Key) -> SQL {
        guard key.step.path.type == .dateTime, let id else { return "\(key.value)" }
        var source = RecordSource(object)
        let column = source.reference(key.step.path)
        return """
            COALESCE((
                SELECT \(column) FROM \(source.clause) WHERE \(identifier: RecordSource.record)."id" = \(id)
                AND \(column) >= \(key.value)::timestamptz AND \(column) < \(key.value)::timestamptz + interval '1 millisecond'
            ), \(key.value)::timestamptz)
            """
    }
}
