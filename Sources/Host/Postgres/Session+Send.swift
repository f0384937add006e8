internal import CPostgres
internal import Contracts

extension Session {
    /// Sends one statement: in the usual case three messages in one packet, without pipeline mode.
    mutating func send(_ statement: SQL) throws(DatabaseError) {
        guard statements.isEnabled else { return try sendUnprepared(statement) }
        if let entry = statements.use(statement.text) {
            try binding.bind(statement.values)
            mayHaveChanged = mayHaveChanged || entry.mayChangeSession
            return try require(connection.sendPrepared(entry.name, binding))
        }
        guard StatementTraits(statement.text).isWorthPreparing else { return try sendUnprepared(statement) }
        try sendPipeline([statement])
    }

    /// Sends several statements in one round trip, each first prepared where it is not yet.
    ///
    /// Statements to be forgotten go before, behind a synchronisation point of their own: their failure concerns nobody.
    mutating func sendPipeline(_ batch: [SQL]) throws(DatabaseError) {
        // A value that cannot be bound must show before anything is under way.
        for statement in batch { try binding.bind(statement.values) }
        try require(connection.enterPipelineMode())
        reply.mode = .pipeline(syncs: statements.retired.isEmpty ? 1 : 2)
        try sendDeallocations()
        var prepared: [String: String] = [:]
        for statement in batch {
            try binding.bind(statement.values)
            try queue(statement, prepared: &prepared)
            reply.steps.append(.rows)
        }
        try require(connection.sendSync())
    }

    /// - Throws: `DatabaseError.server` for a script that holds a NUL: libpq would cut it off.
    mutating func sendScript(_ script: String) throws(DatabaseError) {
        guard !script.utf8.contains(0) else {
            throw .server(ServerDiagnostic(sqlState: .characterNotInRepertoire, message: "the script holds a NUL"))
        }
        mayHaveChanged = true
        try require(connection.sendScript(script))
    }

    /// Sends a statement to be parsed for this one use.
    mutating func sendUnprepared(_ statement: SQL) throws(DatabaseError) {
        try binding.bind(statement.values)
        mayHaveChanged = mayHaveChanged || StatementTraits(statement.text).mayChangeSession
        try require(connection.sendUnprepared(statement.text, binding))
    }

    private mutating func sendDeallocations() throws(DatabaseError) {
        guard !statements.retired.isEmpty else { return }
        try binding.bind([])
        for name in statements.retired {
            try require(connection.sendUnprepared("DEALLOCATE \(name)", binding))
            reply.steps.append(.deallocation(name: name))
        }
        try require(connection.sendSync())
    }

    /// Queues one statement of a pipeline, whose values are bound.
    private mutating func queue(_ statement: SQL, prepared: inout [String: String]) throws(DatabaseError) {
        if let name = prepared[statement.text] { return try require(connection.sendPrepared(name, binding)) }
        if let entry = statements.use(statement.text) {
            mayHaveChanged = mayHaveChanged || entry.mayChangeSession
            return try require(connection.sendPrepared(entry.name, binding))
        }
        let traits = StatementTraits(statement.text)
        mayHaveChanged = mayHaveChanged || traits.mayChangeSession
        guard statements.isEnabled, traits.isWorthPreparing else {
            return try require(connection.sendUnprepared(statement.text, binding))
        }
        let name = statements.makeName()
        try require(connection.sendPrepare(name, text: statement.text))
        reply.steps.append(.preparation(text: statement.text, name: name, mayChangeSession: traits.mayChangeSession))
        try require(connection.sendPrepared(name, binding))
        prepared[statement.text] = name
    }

    private func require(_ isSent: Bool) throws(DatabaseError) { if !isSent { throw .connectionLost } }
}
