internal import COpenSSL

/// A call into OpenSSL that failed, with the reasons that its error queue gave. They name functions and conditions, never data.
public struct OpenSSLError: Error, Equatable, Sendable {
    /// The function that failed.
    public let call: String
    public let reasons: [String]

    /// Takes the calling thread's whole error queue, so that nothing of this failure is found by the next one.
    static func drain(_ call: StaticString) -> OpenSSLError {
        var reasons: [String] = []
        while case let code = ERR_get_error(), code != 0 {
            reasons.append(ERR_reason_error_string(code).map { String(cString: $0) } ?? "error \(code)")
        }
        return OpenSSLError(call: call.description, reasons: reasons)
    }
}
