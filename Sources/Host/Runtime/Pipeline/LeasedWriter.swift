internal import Contracts

/// Passes on each piece of a streamed answer only while the host holds its lease.
struct LeasedWriter: ResponseWriter {
    let writer: any ResponseWriter
    let directory: any TenantDirectory

    func write(_ bytes: [UInt8]) async throws {
        try directory.requireLease()
        try await writer.write(bytes)
    }
}
