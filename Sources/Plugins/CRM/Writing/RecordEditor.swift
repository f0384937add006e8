import Contracts
import FoundationEssentials

/// Writes one object's records in the name of a caller. Every operation is one statement, and so happens whole or not at all.
struct RecordEditor: Sendable {
    /// Most records that one batch may hold.
    static let largestBatch = 200

    private let scope: RecordScope
    /// What is read of the records that were written.
    private let shape: RecordShape

    init(_ scope: RecordScope, _ shape: RecordShape) {
        self.scope = scope
        self.shape = shape
    }

    /// For operations whose answer names the records by their ids alone.
    init(idsOf scope: RecordScope) { self.init(scope, RecordShape(scope.object.fields.filter { $0.name == "id" })) }

    private var object: ObjectDescription { scope.object }
    private var writer: RecordWriter { RecordWriter(object: object, caller: scope.caller, shape: shape) }

    /// The new records: those that go to the front, those that go to the end, and those whose position was given, each in their order.
    func create(_ inputs: [RecordInput]) async throws -> [Row] {
        let drafts = try await drafts(inputs)
        let rows = try await add(by: writer.write(inserting: drafts))
        let order = RecordDraft.Placement.allCases.flatMap { placement in drafts.filter { $0.placement == placement } }
        return try arrange(rows, by: order.map(\.id))
    }

    /// Changes the records that have the inputs' unique values, bringing back deleted ones, and makes the others.
    func upsert(_ inputs: [RecordInput]) async throws -> [Row] {
        let drafts = try await drafts(inputs)
        let search = UniqueMatches(of: object)
        return try await asTwentyWords {
            try await Contention.retrying(includingLookups: true) {
                let plan = try UpsertPlan(drafts, try await scope.database.query(search.query(drafts)), search)
                let statement = writer.write(inserting: plan.inserts, updating: plan.updates)
                let rows = try await scope.allowance.run(statement, in: scope.database)
                return try arrange(rows, by: plan.order)
            }
        }
    }

    /// - Throws: `CRMError.recordNotFound`.
    func update(_ id: UUID, _ input: RecordInput) async throws -> Row {
        try only(await query(writer.update(id, try await values(input))))
    }

    /// The changed records, in the order of their ids.
    func update(_ filter: Filter?, _ input: RecordInput) async throws -> [Row] {
        let selection = RecordSelection(object: object, filter: filter, limit: BulkOperation.update.limit)
        return try selection.rows(try await query(writer.update(selection, try await values(input))), of: shape, .update)
    }

    /// - Throws: `CRMError.recordNotFound`.
    func remove(_ id: UUID, _ kind: RecordRemoval.Kind) async throws -> Row {
        try only(await run(kind, removal(kind).statement(id)))
    }

    /// The records that were deleted or restored, in the order of their ids.
    func remove(_ filter: Filter?, _ kind: RecordRemoval.Kind, as operation: BulkOperation) async throws -> [Row] {
        let selection = RecordSelection(object: object, filter: filter, limit: operation.limit)
        return try selection.rows(try await run(kind, removal(kind).statement(selection)), of: shape, operation)
    }
}

extension RecordEditor {
    private func removal(_ kind: RecordRemoval.Kind) -> RecordRemoval {
        RecordRemoval(kind: kind, object: object, catalogue: scope.catalogue, shape: shape)
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
    private func run(_ kind: RecordRemoval.Kind, _ statement: SQL) async throws -> RowSet {
        kind == .restore ? try await add(by: statement) : try await query(statement)
    }

    private func add(by statement: SQL) async throws -> RowSet {
        try await asTwentyWords { try await Contention.retrying { try await scope.allowance.run(statement, in: scope.database) } }
    }

    private func query(_ statement: SQL) async throws -> RowSet {
        try await asTwentyWords { try await Contention.retrying { try await scope.database.query(statement) } }
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
        guard let column = shape.fields.first(where: { $0.name == "id" }).flatMap({ shape.position(of: $0) }) else {
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
