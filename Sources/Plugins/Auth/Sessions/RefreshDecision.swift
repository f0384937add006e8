/// What to do with a refresh token that was presented (RFC 9700 §4.14.2).
///
/// Each refresh raises the session's generation, and a token belongs to the generation it was issued for. One token of the
/// newest generation may be used; whichever of them is used first carries the session on and leaves the others behind.
/// A used token may come again within the grace time, as long as the session has not gone on from what it brought: the answer
/// was lost on its way, or two tabs sent the same token. Everything else is a token in two hands, and ends the session.
enum RefreshDecision: Sendable, Equatable {
    /// The token is used for the first time: it is marked, and the session goes on by a generation.
    case rotate
    /// The token's answer was lost or is shared: a further token of the generation that it brought.
    case reissue
    case reused

    /// - Parameters:
    ///   - tokenGeneration: the generation that the token was issued for.
    ///   - sinceUse: how long ago it was used; nil when it never was.
    ///   - sessionGeneration: the generation that the session has reached.
    init(tokenGeneration: Int64, sinceUse: Duration?, sessionGeneration: Int64, grace: Duration) {
        switch sinceUse {
        case nil: self = tokenGeneration == sessionGeneration ? .rotate : .reused
        case let sinceUse?: self = tokenGeneration + 1 == sessionGeneration && sinceUse <= grace ? .reissue : .reused
        }
    }
}
