internal import Contracts
internal import HTTPTypes

/// The public keys of access tokens, for services that verify them on their own (RFC 7517 §5).
struct KeySetRoute: Sendable {
    private let body: [UInt8]

    init(_ tokens: any TokenSigner) {
        body = JSONWriter.encode(tokens.publicKeys())
    }

    var routes: [Route] { [Route(.get, "/.well-known/jwks.json", .open(answer))] }

    private func answer(_ request: Request, _ context: RequestContext) -> Response {
        var response = Response.json(body, contentType: "application/jwk-set+json")
        response.fields[.cacheControl] = "public, max-age=300"
        return response
    }
}
