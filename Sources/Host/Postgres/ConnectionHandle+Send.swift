internal import CPostgres
internal import Contracts

/// Queues messages to the server. Each call says false when the connection is lost or in a state that does not allow it.
extension ConnectionHandle {
    func sendPrepare(_ name: String, text: String) -> Bool { PQsendPrepare(raw, name, text, 0, nil) == 1 }

    func sendPrepared(_ name: String, _ binding: borrowing ParameterBinding) -> Bool {
        binding.withCArrays { PQsendQueryPrepared(raw, name, $0, $1, $2, $3, 0) == 1 }
    }

    func sendUnprepared(_ text: String, _ binding: borrowing ParameterBinding) -> Bool {
        binding.withCArrays { PQsendQueryParams(raw, text, $0, nil, $1, $2, $3, 0) == 1 }
    }

    /// Sends several statements that bind nothing (simple query protocol).
    func sendScript(_ script: String) -> Bool { PQsendQuery(raw, script) == 1 }

    func enterPipelineMode() -> Bool { PQenterPipelineMode(raw) == 1 }
    func exitPipelineMode() -> Bool { PQexitPipelineMode(raw) == 1 }
    func sendSync() -> Bool { PQpipelineSync(raw) == 1 }

    func sendCopyData(_ chunk: [UInt8]) -> Bool {
        guard let count = Int32(exactly: chunk.count) else { return false }
        return chunk.withUnsafeBytes { PQputCopyData(raw, $0.baseAddress?.assumingMemoryBound(to: CChar.self), count) == 1 }
    }

    func endCopy() -> Bool { PQputCopyEnd(raw, nil) == 1 }

    /// Ends a `COPY … FROM STDIN` in failure; the server reports `reason` in its error.
    func abortCopy(_ reason: String) -> Bool { PQputCopyEnd(raw, reason) == 1 }

    enum FlushOutcome {
        case done, pending, lost
    }

    func flush() -> FlushOutcome {
        switch PQflush(raw) {
        case 0: .done
        case 1: .pending
        default: .lost
        }
    }
}
