import Contracts
import FoundationEssentials

/// Writes one object's records in the name of a caller.
///
/// An operation happens whole or not at all, and what its answer shows beside the records is read in the same transaction: one that
/// throws has written nothing, and so may be begun again.
struct RecordEditor: Sendable {
    /// Most records that one batch may hold.
    static let largestBatch = 200

    private let scope: RecordScope
    /// What is read of the records that were written.
    private let view: RecordView

    init(_ scope: RecordScope, _ view: RecordView) {
        self.scope = scope
        self.view = view
    }

    /// For operations whose answer names the records by their ids alone.
    init(idsOf scope: RecordScope) { self.init(scope, RecordView(idsOf: scope)) }

    private var object: ObjectDescription { scope.object }
    private var writer: RecordWriter { RecordWriter(object: object, caller: scope.caller, shape: view.shape) }

    /// The new records: those that go to the front, those that go to the end, and those whose position was given, each in their order.
    func create(_ inputs: [RecordInput]) async throws -> CompleteRecords {
        let drafts = try await drafts(inputs)
        let statement = writer.write(inserting: drafts)
        let order = RecordDraft.Placement.allCases.flatMap { placement in drafts.filter { $0.placement == placement } }
        return try await run(.creation) { try arrange(try await add(by: statement, on: $0), by: order.map(\.id)) }
    }

    /// Changes the records that have the inputs' unique values, bringing back deleted ones, and makes the others.
    func upsert(_ inputs: [RecordInput]) async throws -> CompleteRecords {
        let drafts = try await drafts(inputs)
        let search = UniqueMatches(of: object)
        return try await run(.upsert) { connection in
            let plan = try UpsertPlan(drafts, try await connection.query(search.query(drafts)), search)
            let statement = writer.write(inserting: plan.inserts, updating: plan.updates)
            return try arrange(try await add(by: statement, on: connection), by: plan.order)
        }
    }

    /// - Throws: `CRMError.recordNotFound`.
    func update(_ id: UUID, _ input: RecordInput) async throws -> CompleteRecords {
        let statement = writer.update(id, try await values(input))
        return try await run(.change) { [try only(try await $0.query(statement))] }
    }

    /// The changed records, in the order of their ids.
    func update(_ filter: Filter?, _ input: RecordInput) async throws -> CompleteRecords {
        let selection = RecordSelection(object: object, filter: filter, limit: BulkOperation.update.limit)
        let statement = writer.update(selection, try await values(input))
        return try await run(.change) { try selection.rows(try await $0.query(statement), of: view.shape, .update) }
    }

    /// - Throws: `CRMError.recordNotFound`.
    func remove(_ id: UUID, _ kind: RecordRemoval.Kind) async throws -> CompleteRecords {
        try await remove(kind, by: removal(kind).statement(id)) { [try only($0)] }
    }

    /// The records that were deleted or restored, in the order of their ids.
    func remove(_ filter: Filter?, _ kind: RecordRemoval.Kind, as operation: BulkOperation) async throws -> CompleteRecords {
        let selection = RecordSelection(object: object, filter: filter, limit: operation.limit)
        return try await remove(kind, by: removal(kind).statement(selection)) {
            try selection.rows($0, of: view.shape, operation)
        }
    }
}

extension RecordEditor {
    private func removal(_ kind: RecordRemoval.Kind) -> RecordRemoval {
        RecordRemoval(kind: kind, object: object, catalogue: scope.catalogue, shape: view.shape)
    }

    private func drafts(_ inputs: [RecordInput]) async throws -> [RecordDraft] {
        let connected = try await connected(inputs)
        return zip(inputs, connected).map { RecordDraft($0, connected: $1) }
    }

    private func values(_ input: RecordInput) async throws -> [ColumnValue] {
        input.values + (try await connected([input]).first ?? [])
    }

    /// The join columns of the relations that each input connects. One round trip for all of them.
    private func connected(_ inputs: [RecordInput]) async throws -> [[ColumnValue]] {
        let connections = inputs.flatMap(\.connections)
        guard !connections.isEmpty else { return inputs.map { _ in [] } }
        for connection in connections {
            try scope.permissions.require(.read, on: connection.target)
            for condition in connection.conditions {
                try scope.permissions.requireReadable(condition.part.field, of: connection.target)
            }
        }
        var found = try await asTwentyWords { try await scope.database.pipeline(connections.map(\.query)) }[...]
        return try inputs.map { input in
            try input.connections.map { connection in
                guard let row = found.popFirst()?.first else {
                    throw CRMError.refusedWrite(
                        .connectFoundNone(relation: connection.relation.name, conditions: connection.description))
                }
                return ColumnValue(connection.relation.key, .uuid(try row.decode(at: 0)))
            }
        }
    }

    /// What is brought back counts as what is made.
    private func remove(
        _ kind: RecordRemoval.Kind, by statement: SQL, _ rows: @Sendable (RowSet) throws -> [Row]
    ) async throws -> CompleteRecords {
        guard kind == .restore else { return try await run(.change) { try rows(try await $0.query(statement)) } }
        return try await run(.restoration) { try rows(try await add(by: statement, on: $0)) }
    }

    private func add(by statement: SQL, on connection: any DatabaseConnection) async throws -> RowSet {
        try await scope.allowance.run(statement, on: connection)
    }

    /// Runs `write` and reads what the relations of its records lead to: in a transaction, unless all of it is one statement.
    private func run(
        _ operation: Operation, _ write: @Sendable (any DatabaseConnection) async throws -> [Row]
    ) async throws -> CompleteRecords {
        let isOneStatement = view.expansions.isEmpty && !(operation.addsRecords && scope.allowance.isCounted)
        return try await asTwentyWords {
            try await Contention.retrying(includingLookups: operation == .upsert) {
                try await scope.database.withConnection { connection in
                    if isOneStatement { return CompleteRecords(rows: try await write(connection), relations: .none) }
                    return try await connection.transaction {
                        try await view.completed(try await write($0), most: operation.mostRelated, on: $0)
                    }
                }
            }
        }
    }

    private func asTwentyWords<Result>(_ run: () async throws -> Result) async throws -> Result {
        try await RecordStore(scope).asTwentyWords(run)
    }

    private func only(_ rows: RowSet) throws(CRMError) -> Row {
        guard let row = rows.first else { throw .recordNotFound }
        return row
    }

    /// The rows of the ids, in their order. One that is missing was deleted by somebody else meanwhile.
    private func arrange(_ rows: RowSet, by ids: [UUID]) throws -> [Row] {
        guard let column = view.shape.fields.first(where: { $0.name == "id" }).flatMap({ view.shape.position(of: $0) }) else {
            throw DatabaseError.decoding(column: "id")
        }
        var byID: [UUID: Row] = [:]
        for row in rows.map({ $0 }) { byID[try row.decode(at: column)] = row }
        return try ids.map { id in
            guard let row = byID[id] else { throw CRMError.recordNotFound }
            return row
        }
    }
}

extension RecordEditor {
    /// What is done, as far as it decides how.
    private enum Operation {
        case creation, upsert, change, restoration

        var addsRecords: Bool { self != .change }

        var mostRelated: RelatedLimit {
            switch self {
            case .creation, .upsert: .creation
            case .change, .restoration: .usual
            }
        }
    }
}
