import Contracts

/// Brings one tenant's database to this program's schema.
struct TenantMigration: Sendable {
    /// How many statements' time a tenant may take in all: a server that is there and does not answer must not hold a worker for ever.
    private static let statementsAllowed = 10

    let databases: TenantDatabases
    let migrations: any Migrating
    let sets: [MigrationSet]
    let settings: MigrationSettings

    var schema: TenantSchema { databases.template.schema }

    /// Applies what is missing, each migration in a transaction of its own; what was applied before a failure stays.
    ///
    /// The tenant's own role makes, and so owns, what is new. A table that somebody holds delays a statement, and everybody behind it, by
    /// the lock timeout and no more.
    func apply(to placement: Placement, _ run: any JobRun) async throws {
        let limit = ContinuousClock.now + settings.statementTimeout * Self.statementsAllowed
        let deadline = RequestScope.current.map { min($0.deadline, limit) } ?? limit
        let phases = RequestScope.current?.phases ?? PhaseClock()
        try await RequestScope.$current.withValue(RequestScope(deadline: deadline, phases: phases)) {
            try await databases.on(run).administration.withConnection(
                server: placement.server, database: placement.database
            ) { connection in
                try await SourceFence(placement: placement).enter(over: connection)
                try await connection.execute(
                    script: """
                        SET ROLE \(SQLIdentifier.quote(placement.role));
                        SET lock_timeout = \(Self.milliseconds(settings.lockTimeout));
                        SET statement_timeout = \(Self.milliseconds(settings.statementTimeout))
                        """)
                try await migrations.migrate(sets, on: connection)
            }
        }
    }

    /// Whether a later attempt may do better: a lock was held, or the server was away.
    static func isPassing(_ error: any Error) -> Bool {
        switch error {
        case DatabaseError.connectFailed, DatabaseError.connectionLost, is SessionsRemain, MoveError.changeRunning: true
        case DatabaseError.server(let diagnostic): isBlocked(diagnostic) || ["08", "53"].contains(diagnostic.sqlState.errorClass)
        default: false
        }
    }

    /// What a run, and who is told of it, keep of a failure. It quotes no value.
    static func record(of error: any Error) -> JobError {
        switch error {
        case DatabaseError.connectFailed, DatabaseError.connectionLost, is SessionsRemain:
            JobError(code: ErrorCode.databaseUnavailable.rawValue, text: "\(error)")
        case DatabaseError.server(let diagnostic):
            JobError(
                code: (isBlocked(diagnostic) ? ErrorCode.migrationBlocked : .migrationFailed).rawValue,
                text: "PostgreSQL refused: \(diagnostic)")
        case MoveError.changeRunning:
            JobError(code: ErrorCode.tenantChangeRunning.rawValue, text: "the tenant is being moved")
        case let error as DatabaseError: JobError(code: ErrorCode.migrationFailed.rawValue, text: "\(error)")
        case let error as MigrationError: JobError(code: ErrorCode.migrationFailed.rawValue, text: error.description)
        default: JobError(code: ErrorCode.migrationFailed.rawValue, text: String(describing: type(of: error)))
        }
    }

    private static func isBlocked(_ diagnostic: ServerDiagnostic) -> Bool {
        [.lockNotAvailable, .deadlockDetected].contains(diagnostic.sqlState)
    }

    private static func milliseconds(_ duration: Duration) -> Int { Int(duration / .milliseconds(1)) }
}

extension SQLState {
    fileprivate static let lockNotAvailable = SQLState(rawValue: "55P03")
    fileprivate static let deadlockDetected = SQLState(rawValue: "40P01")
}
