import Testing

/// A place within a job where the host has come when it is killed: about to run a statement that a lock of the test keeps from running.
struct CrashPoint: Sendable, CustomTestStringConvertible {
    /// As test reports show it.
    let name: String
    /// What the host runs into there.
    let lock: Hold.Lock
    /// How the statement begins, as `LIKE` has it.
    let statement: String

    var testDescription: String { name }

    /// Before the transaction commits that enters the job.
    static let entry = CrashPoint(name: "before the entry", lock: .table("job"), statement: "INSERT INTO job %")

    /// The step is done and its record is not written.
    static func record(of step: String) -> CrashPoint {
        CrashPoint(name: "after \(step), before its record", lock: .records, statement: "UPDATE job SET %steps_done = %")
    }

    /// In the order in which a creation comes to them. A step begins where the record before it was written.
    static let creation: [CrashPoint] = [
        entry,
        CrashPoint(name: "before create_database", lock: .table("pg_authid"), statement: "CREATE ROLE %"),
        CrashPoint(name: "within create_database", lock: .table("pg_database"), statement: "CREATE DATABASE %"),
        record(of: "create_database"),
        record(of: "secure_database"),
        CrashPoint(name: "before seed", lock: .table("pg_shdescription"), statement: "COMMENT ON DATABASE %"),
        record(of: "seed"),
        CrashPoint(name: "within set_password", lock: .table("account"), statement: "UPDATE account SET password_hash %"),
        record(of: "set_password"),
        CrashPoint(name: "within activate", lock: .table("tenant"), statement: "UPDATE tenant SET status %"),
    ]

    static let deletion: [CrashPoint] = [
        entry,
        record(of: "cut_off"),
        record(of: "remove_archives"),
        CrashPoint(name: "before remove_database", lock: .table("pg_authid"), statement: "ALTER ROLE %"),
        CrashPoint(name: "within remove_database", lock: .table("pg_database"), statement: "DROP DATABASE %"),
        CrashPoint(name: "at the end of remove_database", lock: .table("pg_authid"), statement: "DROP ROLE %"),
        record(of: "remove_database"),
        CrashPoint(name: "within erase_rows", lock: .table("erasure_ledger"), statement: "INSERT INTO erasure_ledger %"),
    ]

    static let move: [CrashPoint] = [
        entry,
        record(of: "examine"),
        record(of: "prepare"),
        record(of: "copy"),
        CrashPoint(name: "before the pause", lock: .table("tenant"), statement: "%UPDATE tenant SET held_until%"),
        CrashPoint(name: "within the pause", lock: .table("pg_authid"), statement: "RESET ROLE; ALTER ROLE %"),
        record(of: "hand_over"),
        CrashPoint(name: "within switch", lock: .table("tenant"), statement: "%UPDATE tenant SET server%"),
        record(of: "resume"),
        CrashPoint(name: "before clean_up", lock: .table("pg_authid"), statement: "ALTER ROLE %"),
        CrashPoint(name: "within clean_up", lock: .table("pg_database"), statement: "DROP DATABASE %"),
        record(of: "clean_up"),
    ]

    static let export: [CrashPoint] = [entry, record(of: "write"), record(of: "publish")]

    static let restoration: [CrashPoint] =
        [entry] + ["unpack", "restore_database", "migrate", "fence", "cut_off", "swap", "reopen", "remove_former"].map(record)

    static let importing: [CrashPoint] =
        [entry] + ["unpack", "restore_database", "migrate", "settle", "activate", "clean_up"].map(record)

    static let suspension: [CrashPoint] = [entry, record(of: "cut_off")]

    static let resumption: [CrashPoint] = [entry, record(of: "reopen")]
}
