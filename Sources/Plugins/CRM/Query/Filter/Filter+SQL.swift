import Contracts

extension Filter {
    /// The filter as a condition on the source, to which it adds the tables that it reaches.
    func condition(in source: inout RecordSource) -> SQL {
        switch self {
        case .and(let parts): Self.join(parts, by: " AND ", or: "TRUE", in: &source)
        case .or(let parts): Self.join(parts, by: " OR ", or: "FALSE", in: &source)
        case .not(let part): "NOT (\(part.condition(in: &source)))"
        case .comparison(let comparison): comparison.condition(in: &source)
        }
    }

    private static func join(_ parts: [Filter], by conjunction: SQL, or neutral: SQL, in source: inout RecordSource) -> SQL {
        guard let first = parts.first else { return neutral }
        if parts.count == 1 { return first.condition(in: &source) }
        var condition = SQLBuilder()
        for (index, part) in parts.enumerated() {
            condition.append(index == 0 ? "(" : conjunction)
            condition.append(part.condition(in: &source))
        }
        condition.append(")")
        return condition.sql
    }
}

extension RecordSource {
    /// The condition of a reading statement. Deleted records are hidden, unless the filter speaks of deletion.
    mutating func visible(_ filter: Filter?) -> SQL {
        let isLive: SQL = "\(identifier: Self.record).\"deletedAt\" IS NULL"
        guard let filter else { return isLive }
        let condition = filter.condition(in: &self)
        return filter.mentionsDeletion ? condition : "\(isLive) AND \(condition)"
    }
}
