internal import CPostgres
internal import Contracts

extension Session {
    enum Collection {
        case awaitsInput, copying, finished
    }

    /// Takes the results that are complete into the reply, without waiting for more.
    mutating func collect() -> Collection {
        while !connection.isBusy {
            guard let result = connection.nextResult() else {
                // Outside of a pipeline that is the end of all; within one, of a command.
                guard case .pipeline = reply.mode, !connection.isLost, reply.step < reply.steps.count else { return .finished }
                reply.step += 1
                continue
            }
            let status = result.status
            switch status {
            case PGRES_PIPELINE_SYNC:
                if endsPipeline() { return .finished }
            case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
                if case .copy = reply.mode { return .copying }
                if let end = skipCopy(status) { return end }
            default: take(result)
            }
        }
        return .awaitsInput
    }

    /// Takes complete rows of a `COPY … TO STDOUT` until about `size` bytes are together.
    mutating func copyRows(upTo size: Int) -> ([UInt8], ConnectionHandle.CopyRow) {
        var chunk: [UInt8] = []
        while chunk.count < size {
            let row = connection.receiveCopyRow(into: &chunk)
            guard case .appended = row else { return (chunk, row) }
        }
        return (chunk, .appended)
    }

    /// Makes the answer that is still to come nobody's.
    mutating func discardReply() {
        reply.rows = []
        switch reply.mode {
        case .plain, .copy: reply.mode = .discarded
        case .pipeline, .discarded: break
        }
    }

    /// Counts a synchronisation point.
    ///
    /// - Returns: whether it was the last one.
    private mutating func endsPipeline() -> Bool {
        guard case .pipeline(let syncs) = reply.mode else { return false }
        reply.mode = .pipeline(syncs: syncs - 1)
        guard syncs == 1 else { return false }
        if !connection.exitPipelineMode() { breakDown() }
        return true
    }

    private mutating func take(_ result: consuming ResultHandle) {
        switch result.status {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: accept(result)
        case PGRES_PIPELINE_ABORTED: break
        default:
            let diagnostic = result.diagnostic
            if reply.step < reply.steps.count, case .deallocation(let name) = reply.steps[reply.step] {
                // Other refusals pass, such as that of a failed transaction: it is tried again with the next preparation.
                if diagnostic?.sqlState == .invalidStatementName { statements.settle(name) }
                return
            }
            reply.fail(diagnostic.map(DatabaseError.server) ?? .connectionLost)
        }
    }

    private mutating func accept(_ result: consuming ResultHandle) {
        guard reply.step < reply.steps.count else {
            if case .discarded = reply.mode { return }
            reply.rows.append(PostgresRows(result))
            return
        }
        switch reply.steps[reply.step] {
        case .rows: reply.rows.append(PostgresRows(result))
        case .preparation(let text, let name, let mayChangeSession):
            statements.insert(text, name: name, mayChangeSession: mayChangeSession)
        case .deallocation(let name): statements.settle(name)
        }
    }

    /// Gets past a `COPY` that the user did not ask for by `copyIn` or `copyOut`, or asks for no more.
    ///
    /// - Returns: nil when results come again.
    private mutating func skipCopy(_ status: ExecStatusType) -> Collection? {
        reply.fail(.server(ServerDiagnostic(sqlState: .featureNotSupported, message: "COPY goes through copyIn and copyOut")))
        let isPipeline = if case .pipeline = reply.mode { true } else { false }
        if !isPipeline, status == PGRES_COPY_OUT {
            if case .awaitsInput = connection.discardCopyRows() { return .awaitsInput }
            return nil
        }
        if !isPipeline, status == PGRES_COPY_IN, connection.abortCopy("abandoned by the client") { return nil }
        // libpq has no way out of a COPY within a pipeline, nor of one in both directions.
        breakDown()
        return .finished
    }
}
