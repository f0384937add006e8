extension Duration {
    /// Whole seconds, rounded up, at least one: what `Retry-After` can say.
    public var secondsUp: Int {
        let (seconds, attoseconds) = components
        return Int(max(1, attoseconds > 0 ? seconds + 1 : seconds))
    }
}
