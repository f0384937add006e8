public import Contracts

/// Accounts, sign-in, sessions, and the members and API keys of organizations.
public struct AuthPlugin: Plugin {
    public static let name = "auth"
    public static let reservedPaths = ["/api/auth", "/api/me", "/api/members", "/api/api-keys", "/api/audit"]

    public let routes: [Route]
    public let services: PluginServices

    public static func checkSettings(_ settings: SettingsNode) throws(SettingsError) { _ = try AuthSettings(settings) }

    /// - Throws: `SettingsError` when the plugin's part of the settings is faulty.
    public init(context: PluginContext) throws {
        let settings = try AuthSettings(context.settings)
        let sessions = SessionService(context, settings)
        let directory = SessionDirectory(capacity: settings.cachedSessions) { try await sessions.state(of: $0) }
        let keyStore = APIKeyStore(registry: context.registry)
        let keys = APIKeyDirectory(capacity: settings.cachedSessions) { try await keyStore.state(of: $0) }
        let tenants = TenantPresence(capacity: settings.cachedSessions, registry: context.registry)
        context.changes.subscribe { change in
            directory.invalidate(change)
            keys.invalidate(change)
            tenants.invalidate(change)
        }

        let login = LoginService(context, settings, sessions)
        let administration = Administration(roles: context.services.workspaceRoles)
        routes =
            SessionRoutes(login: login, sessions: sessions, tokens: context.tokens).routes
            + MeRoute().routes
            + MemberRoutes(members: MemberService(context), administration: administration).routes
            + APIKeyRoutes(keys: APIKeyService(context, settings.apiKeys), administration: administration).routes
            + AuditRoute(
                listing: AuditListing(audit: context.audit, registry: context.registry, cryptography: context.cryptography),
                administration: administration
            ).routes
            + KeySetRoute(context.tokens).routes

        var services = PluginServices()
        services.tenantAuthenticator = BearerAuthenticator(
            tokens: context.tokens, sessions: directory, keys: keys,
            use: APIKeyUse(store: keyStore, capacity: settings.cachedSessions, logger: context.logger), tenants: tenants)
        services.identity = AuthIdentityService(
            registry: context.registry, passwords: context.passwords, sessions: sessions)
        self.services = services
    }
}
