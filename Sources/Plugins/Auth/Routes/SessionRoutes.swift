internal import Contracts
internal import HTTPTypes

/// Signing in, going on, and signing out.
struct SessionRoutes: Sendable {
    /// A sign-in's body is an address, a password and a name.
    private static let maxBodyBytes = 16_384

    let login: LoginService
    let sessions: SessionService
    let tokens: any TokenSigner

    var routes: [Route] {
        let options = RouteOptions(maxBodyBytes: Self.maxBodyBytes)
        return [
            Route(.post, "/api/auth/login", .open(logIn), options: options),
            Route(.post, "/api/auth/refresh", .open(refresh), options: options),
            Route(.post, "/api/auth/logout", .open(logOut), options: options),
        ]
    }

    private func logIn(_ request: Request, _ context: RequestContext) async throws -> Response {
        let credentials = try Credentials(request)
        return .tokens(try await login.login(credentials, context, from: request.remoteAddress))
    }

    private func refresh(_ request: Request, _ context: RequestContext) async throws -> Response {
        var fields = FieldReader(try request.jsonObject())
        let token = fields.string("refresh_token", length: 1...BearerToken.maxLength)
        try fields.finish()
        return .tokens(try await sessions.refresh(token))
    }

    /// Ends the session of the access token, of the refresh token in the body, or of both.
    private func logOut(_ request: Request, _ context: RequestContext) async throws -> Response {
        let session = try BearerToken.find(in: request.fields).map { try tokens.verify($0).sessionID }
        let refreshToken = try request.body.isEmpty ? nil : Self.refreshToken(request)
        if session == nil, refreshToken == nil { throw AuthError.authenticationRequired }
        if let session { try await sessions.end(session) }
        if let refreshToken { try await sessions.end(refreshToken: refreshToken) }
        return .success([:])
    }

    private static func refreshToken(_ request: Request) throws -> String? {
        var fields = FieldReader(try request.jsonObject())
        let token = fields.optionalString("refresh_token", length: 1...BearerToken.maxLength)
        try fields.finish()
        return token
    }
}

extension Response {
    /// The answer that opens or continues a session; nothing on the way may keep it (RFC 6749 §5.1).
    fileprivate static func tokens(_ tokens: SessionTokens) -> Response {
        let principal = tokens.principal
        let tenant = JSONValue.string(principal.tenantID.description)
        var response = Response.success([
            "access_token": .string(tokens.accessToken), "token_type": "Bearer", "expires_in": .integer(tokens.expiresIn),
            "refresh_token": .string(tokens.refreshToken), "tenant_id": tenant,
            "user": [
                "id": .string(principal.accountID.canonical), "email": .string(principal.email),
                "role": .string(principal.role.rawValue), "tenant_id": tenant,
            ],
        ])
        response.fields[.cacheControl] = "no-store"
        return response
    }
}
