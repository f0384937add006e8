import Contracts
import HTTPTypes

/// The answer that has nginx proxy the request to a tenant's own server (nginx/hand-off.conf). nginx takes the fields for itself and
/// sends none of them on, neither to the client nor to the server.
///
/// It bears no `Content-Type` and no `Cache-Control`: nginx would add those to what the server says.
enum HandOffAnswer {
    /// - Parameter underOwnName: the request was made under the tenant's own host name. Under a name that tenants share, a browser
    ///   would send one tenant's cookies to another's server, so that cookies are then passed neither way.
    static func response(to tenant: TenantID, at url: UpstreamURL, key: Secret, underOwnName: Bool) -> Response {
        var fields = HTTPFields()
        fields[redirect] = underOwnName ? "@twenty" : "@twenty_without_cookies"
        fields[server] = url.description
        fields[self.key] = key.reveal()
        fields[self.tenant] = tenant.description
        return Response(status: .ok, fields: fields)
    }

    static let redirect = name("X-Accel-Redirect")
    static let server = name("X-Hand-Off-Server")
    static let key = name("X-Hand-Off-Key")
    static let tenant = name("X-Hand-Off-Tenant")

    private static func name(_ text: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(text) else { preconditionFailure("'\(text)' is not a field name") }
        return name
    }
}
