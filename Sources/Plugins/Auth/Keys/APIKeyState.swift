internal import Contracts

/// What the registry says of a key that a token names.
enum APIKeyState: Sendable, Equatable {
    /// It may be used, with the name and the role that it has now.
    case usable(APIKeyPrincipal)
    case expired
    /// It was revoked, or there never was one.
    case revoked
}
