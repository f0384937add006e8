/// PostgreSQL's own client programs, run against the servers that hold tenants' databases. What they write and read is theirs to define,
/// so that anybody can use it without this product.
///
/// A program ends with the task that runs it: cancellation and the end of its time stop it before the call returns.
public protocol DatabaseTools: Sendable {
    /// Writes the database to `file` (`pg_dump`), of which a part may be left when it throws.
    ///
    /// - Throws: `DatabaseToolError`, `CancellationError`.
    func dump(_ dump: DatabaseDump, to file: String) async throws

    /// Brings what `file` holds into a database that is there (`pg_restore`), of which a part may be there when it throws.
    ///
    /// - Parameter file: a dump of the format `custom`.
    /// - Throws: `DatabaseToolError`, `CancellationError`.
    func restore(_ restoration: DatabaseRestoration, from file: String) async throws
}
