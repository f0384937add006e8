/// What `pg_restore` is asked for. Nothing is kept of who owned what: everything belongs to whoever restores it.
public struct DatabaseRestoration: Sendable {
    /// The parts of a dump, in the order in which they are restored.
    public enum Section: String, Sendable, CaseIterable {
        /// Tables, types and functions.
        case preData = "pre-data"
        /// Rows, and the state of sequences.
        case data
        /// Indexes, constraints and triggers.
        case postData = "post-data"
    }

    public let login: DatabaseLogin
    /// All of them when empty.
    public let sections: Set<Section>
    /// The role that the session acts as, and that owns what is restored; nil leaves that to the account.
    public let role: String?
    /// Whether extensions are left alone, which only an administrator may create.
    public let omitsExtensions: Bool
    public let timeLimit: Duration

    public init(
        login: DatabaseLogin, sections: Set<Section> = [], role: String? = nil, omitsExtensions: Bool = false,
        timeLimit: Duration = .seconds(3600)
    ) {
        self.login = login
        self.sections = sections
        self.role = role
        self.omitsExtensions = omitsExtensions
        self.timeLimit = timeLimit
    }
}
