import Contracts
import FoundationEssentials
import Logging

/// Changes the description of a workspace and its tables together, and has every host read them anew.
struct WorkspaceEditor: Sendable {
    /// An object or a field, with its name when it is new.
    struct Subject: Sendable {
        let id: UUID
        var name: String?
    }

    /// How long a change waits for the one before it. Nobody else waits meanwhile.
    private static let turn: Duration = .seconds(10)
    /// How long it waits for each table. Whatever wants the table queues behind it, so it must not be long.
    private static let patience: Duration = .seconds(2)

    let catalogues: CatalogueCache
    let registry: any Database
    let changes: any ChangeFeed
    let audit: any AuditLog
    let names: StoredName
    let limits: CustomizationLimits

    /// Runs `body` in one transaction with the tenant's metadata locked.
    ///
    /// - Parameters:
    ///   - action: what the audit trail calls it.
    ///   - subject: what of the description it changes, for the trail.
    /// - Throws: `CRMError.metadata`; nothing has changed then.
    func change<Result: Sendable>(
        _ context: TenantRequestContext, _ action: String, of subject: Subject,
        _ body: @Sendable (WorkspaceChange) async throws -> Result
    ) async throws -> Result {
        let result: Result
        do {
            // A record's own transaction may hold one table and wait for another, and one of the two has to give way.
            result = try await Contention.retrying {
                try await context.database.transaction { connection in
                    try await Self.limitWaiting(to: Self.turn, on: connection)
                    let model = try await ModelReader(connection: connection).lockedModel()
                    try await Self.limitWaiting(to: Self.patience, on: connection)
                    let table = TableDefinition(schema: model.schema, names: names)
                    return try await body(WorkspaceChange(connection: connection, model: model, table: table, limits: limits))
                }
            }
        } catch let fault as MetadataFault {
            throw CRMError.metadata(fault)
        } catch DatabaseError.server(let diagnostic) {
            guard let fault = MetadataFault(diagnostic) else { throw DatabaseError.server(diagnostic) }
            throw CRMError.metadata(fault)
        }
        catalogues.forget(context.tenant.id)
        await announce(action, of: subject, context)
        return result
    }

    private static func limitWaiting(to limit: Duration, on connection: any DatabaseConnection) async throws {
        let text = "\(limit.components.seconds)s"
        _ = try await connection.query("SELECT set_config('lock_timeout', \(text), true)")
    }

    /// The change stands by now, so what fails here fails nobody: other hosts find out by themselves a little later.
    private func announce(_ action: String, of subject: Subject, _ context: TenantRequestContext) async {
        let entry = AuditEntry(
            actor: context.principal.actor, action: action, tenant: context.tenant.id,
            details: JSONObject([JSONMember("id", .string(subject.id.canonical)), JSONMember("name", .optional(subject.name))]))
        do {
            try await registry.transaction { connection in
                try await audit.record(entry, on: connection)
                try await changes.publish(.tenant(context.tenant.id), on: connection)
            }
        } catch {
            context.request.logger.error("metadata_change_not_announced", metadata: ["error": "\(error)", "action": "\(action)"])
        }
    }
}
