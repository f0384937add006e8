internal import CPostgres
internal import Contracts

/// Reads what the server has sent.
extension ConnectionHandle {
    /// Takes in what the socket holds; false when the connection is lost.
    func consumeInput() -> Bool { PQconsumeInput(raw) == 1 }

    /// Whether `nextResult` would block.
    var isBusy: Bool { PQisBusy(raw) == 1 }

    /// The next result of the running command; nil at its end. To be called only while not busy.
    func nextResult() -> ResultHandle? { PQgetResult(raw).map(ResultHandle.init(owning:)) }

    enum CopyRow {
        case appended, awaitsInput, ended
    }

    /// Appends the next row of a `COPY … TO STDOUT` to `chunk`.
    func receiveCopyRow(into chunk: inout [UInt8]) -> CopyRow {
        var row: UnsafeMutablePointer<CChar>?
        let count = PQgetCopyData(raw, &row, 1)
        defer { PQfreemem(row) }
        guard count > 0 else { return count == 0 ? .awaitsInput : .ended }
        chunk.append(contentsOf: UnsafeRawBufferPointer(start: row, count: Int(count)))
        return .appended
    }

    /// Reads on in a `COPY … TO STDOUT` whose rows nobody wants; `.appended` is never the answer.
    func discardCopyRows() -> CopyRow {
        var discarded: [UInt8] = []
        while true {
            let row = receiveCopyRow(into: &discarded)
            guard case .appended = row else { return row }
            discarded.removeAll(keepingCapacity: true)
        }
    }

    /// The next notification that has come in; nil when there is none.
    func nextNotification() -> PostgresNotification? {
        guard let raw = PQnotifies(raw) else { return nil }
        defer { PQfreemem(raw) }
        return PostgresNotification(
            channel: String(cString: raw.pointee.relname), payload: raw.pointee.extra.map { String(cString: $0) } ?? "")
    }
}
