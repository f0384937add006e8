import Contracts

/// In whose name a database is restored: a run of a job, or somebody who only looks.
struct RestoringSession: Sendable {
    let databases: TenantDatabases
    let applicationName: String
    /// Asked before a program begins that does not ask itself.
    let confirm: @Sendable () async throws -> Void

    init(_ databases: TenantDatabases, _ run: any JobRun) {
        self.databases = databases.on(run)
        applicationName = JobSessions.name(of: run)
        confirm = { try await run.confirm() }
    }

    init(_ databases: TenantDatabases) {
        self.databases = databases
        applicationName = "tenant-manager"
        confirm = {}
    }
}
