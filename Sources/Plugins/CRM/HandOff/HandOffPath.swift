/// The groups of paths that a tenant's own Twenty server may answer, by the names that operators use.
enum HandOffPath: String, CaseIterable, Sendable {
    case graphql
    case metadata
    case clientConfig = "client-config"
    case files
    case mcp
    case openAPI = "open-api"
    /// All of `/rest`, and the same records under `/api`: the tenant's own database is then no longer asked for them.
    case rest

    /// What an order that names no paths means: all but the records, which are answered natively.
    static let usual: Set<HandOffPath> = Set(allCases).subtracting([.rest])
}
