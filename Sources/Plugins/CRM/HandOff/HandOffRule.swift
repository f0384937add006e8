import Contracts

/// One pattern that is handed off, and who may ask for it.
///
/// The server sees one key for all users of the tenant, so what a user may do there is decided here: whoever could not change
/// something through us must not change it with that key.
struct HandOffRule: Sendable {
    let path: HandOffPath
    let pattern: String
    /// The least role for GET and HEAD.
    let read: TenantRole
    /// The least role for all other methods.
    let write: TenantRole

    /// GraphQL tells reading from writing in its body, which the host does not see; `/metadata` and `/mcp` reach settings, too.
    static let all = [
        HandOffRule(path: .graphql, pattern: "/graphql", read: .member, write: .member),
        HandOffRule(path: .metadata, pattern: "/metadata", read: .admin, write: .admin),
        HandOffRule(path: .clientConfig, pattern: "/client-config", read: .viewer, write: .admin),
        HandOffRule(path: .files, pattern: "/files/{path...}", read: .viewer, write: .member),
        HandOffRule(path: .files, pattern: "/file/{path...}", read: .viewer, write: .member),
        HandOffRule(path: .mcp, pattern: "/mcp", read: .admin, write: .admin),
        HandOffRule(path: .openAPI, pattern: "/open-api/{path...}", read: .viewer, write: .admin),
        HandOffRule(path: .rest, pattern: "/rest/metadata/{path...}", read: .viewer, write: .admin),
        HandOffRule(path: .rest, pattern: "/rest/{path...}", read: .viewer, write: .member),
    ]
}
