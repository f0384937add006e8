/// What a server of tenants' databases is there for.
public enum ServerState: String, Sendable, CaseIterable {
    /// New tenants are placed there.
    case open
    /// Its tenants are served, and no new ones come.
    case draining
    /// It has no tenants, and no host connects to it.
    case closed
}

/// Who says how a server is reached.
public enum ServerSource: String, Sendable, CaseIterable {
    /// The settings file: it wins at every start of a host.
    case settings
    /// Operators, through the API or the command line.
    case `operator`
}
