public import Contracts

/// Accounts, sign-in, sessions and the members of organizations.
public struct AuthPlugin: Plugin {
    public static let name = "auth"
    public static let reservedPaths = ["/api/auth", "/api/me", "/api/members"]

    public let routes: [Route]
    public let services: PluginServices

    public static func checkSettings(_ settings: SettingsNode) throws(SettingsError) { _ = try AuthSettings(settings) }

    /// - Throws: `SettingsError` when the plugin's part of the settings is faulty.
    public init(context: PluginContext) throws {
        let settings = try AuthSettings(context.settings)
        let sessions = SessionService(context, settings)
        let directory = SessionDirectory(capacity: settings.cachedSessions) { try await sessions.state(of: $0) }
        context.changes.subscribe { directory.invalidate($0) }

        let login = LoginService(context, settings, sessions)
        routes =
            SessionRoutes(login: login, sessions: sessions, tokens: context.tokens).routes
            + MeRoute().routes
            + MemberRoutes(members: MemberService(context)).routes
            + KeySetRoute(context.tokens).routes

        var services = PluginServices()
        services.tenantAuthenticator = BearerAuthenticator(tokens: context.tokens, sessions: directory)
        services.identity = AuthIdentityService(
            registry: context.registry, passwords: context.passwords, sessions: sessions)
        self.services = services
    }
}
