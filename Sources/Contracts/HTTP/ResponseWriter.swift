/// What a streamed answer is written to.
public protocol ResponseWriter: Sendable {
    /// Passes `bytes` on and returns when the client's side has taken them, so that a producer gets no further ahead than one piece.
    ///
    /// - Throws: when the client has left, or takes nothing for too long.
    func write(_ bytes: [UInt8]) async throws
}

/// The front's side of a streamed answer, lent to the host's pipeline with every request.
public protocol ResponseOutput: Sendable {
    /// Answers `request` with what the response's `stream` writes. Nothing is sent before the first piece is there.
    ///
    /// - Returns: the length of the body.
    func send(_ response: Response, to request: Request) async throws -> Int
}
