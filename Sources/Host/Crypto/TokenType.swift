/// What a token is for, told apart from every other kind of JWT by its `typ` (RFC 9068 §2.1, RFC 8725 §3.11).
enum TokenType: String, CaseIterable {
    /// The session of a user.
    case access = "at+jwt"
    /// The key of a program.
    case apiKey = "api-key+jwt"
}
