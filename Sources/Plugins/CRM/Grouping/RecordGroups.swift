import Contracts

/// The groups that a request asked for, with some records of each.
struct RecordGroups {
    let request: GroupRequest
    let shape: RecordShape
    let groups: RowSet
    /// For each group; empty when none were asked for.
    let samples: [[Row]]

    /// - Throws: `DatabaseError`, and `CRMError.rejected` when PostgreSQL refuses a value of the request.
    static func find(_ request: GroupRequest, in scope: RecordScope) async throws -> RecordGroups {
        let statements = GroupStatements(object: scope.object, request: request)
        let view = RecordView(of: scope)
        return try await RecordStore(scope, view).asTwentyWords {
            let groups = try await scope.database.query(statements.groups)
            guard let ordering = request.sample, !groups.isEmpty else {
                return RecordGroups(request: request, shape: view.shape, groups: groups, samples: [])
            }
            let keys = groups.map { $0.text(groups.columnCount - 1) ?? "" }
            let rows = try await scope.database.query(statements.sample(keys, ordering: ordering, shape: view.shape))
            var samples: [[Row]] = Array(repeating: [], count: groups.count)
            for index in 0..<rows.count {
                samples[try rows[index].decode(at: rows.columnCount - 1, as: Int.self) - 1].append(rows[index])
            }
            return RecordGroups(request: request, shape: view.shape, groups: groups, samples: samples)
        }
    }

    /// A bare array, as Twenty answers: for each group its aggregates, the values of its dimensions, and its records.
    func encoded() -> [UInt8] {
        var encoder = RecordEncoder(capacity: 256 + groups.count * 256 + samples.joined().count * 2048)
        encoder.append("[")
        for index in 0..<groups.count {
            if index > 0 { encoder.append(",") }
            encoder.append("{")
            for (place, aggregate) in request.aggregates.enumerated() {
                encoder.append("\"\(aggregate.name)\":")
                encoder.append(groups[index], column: request.dimensions.count + place, as: aggregate.cell)
                encoder.append(",")
            }
            encoder.append("\"groupByDimensionValues\":[")
            for (place, dimension) in request.dimensions.enumerated() {
                if place > 0 { encoder.append(",") }
                encoder.append(groups[index], column: place, as: dimension.cell)
            }
            encoder.append("]")
            if request.sample != nil {
                encoder.append(",\"records\":")
                encoder.append(samples.isEmpty ? [] : samples[index], as: shape.template, with: .none)
            }
            encoder.append("}")
        }
        encoder.append("]")
        return encoder.bytes
    }
}

extension RecordEncoder {
    fileprivate mutating func append(_ row: Row, column: Int, as cell: GroupCell) {
        switch cell {
        case .column(let kind): append(row, column: column, as: kind)
        case .name(let names):
            let number = (try? row.decode(at: column, as: Int?.self)) ?? nil
            append(number.flatMap { names.indices.contains($0 - 1) ? "\"\(names[$0 - 1])\"" : nil } ?? "null")
        }
    }
}
