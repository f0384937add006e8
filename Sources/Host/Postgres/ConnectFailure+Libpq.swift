internal import Contracts

extension ConnectFailure {
    /// Says in our own words what libpq reports of a failed connect: its text names hosts, users and whatever a server chose to say.
    ///
    /// The handle asks for `PQERRORS_SQLSTATE`, so a server's refusal reads `FATAL:  28P01`. Hosts that were tried earlier come first.
    init(libpqMessage message: String) {
        if let sqlState = Self.sqlState(in: message) {
            self = .refused(sqlState)
        } else {
            self = Self.known.first { message.contains($0.text) }?.failure ?? .unreachable("connecting failed")
        }
    }

    /// The texts are libpq's own, which is not translated as long as nobody calls `setlocale`.
    private static let known: [(text: String, failure: ConnectFailure)] = [
        ("no password supplied", .refused("the server asks for a password and none is set")),
        ("certificate", .unreachable("TLS: the certificate was not accepted")),
        ("SSL", .unreachable("TLS could not be agreed upon")),
        ("session is", .unreachable("no host has the wanted session attributes")),
        ("hot standby mode", .unreachable("no host has the wanted session attributes")),
        ("invalid ", .unreachable("a connection parameter is not valid")),
        ("Connection refused", .unreachable("the connection was refused")),
        ("No such file or directory", .unreachable("there is no such socket")),
        ("Permission denied", .unreachable("the socket may not be used")),
        ("timed out", .timedOut),
        ("timeout expired", .timedOut),
        ("unreachable", .unreachable("the network does not lead there")),
        ("No route to host", .unreachable("the network does not lead there")),
        ("server closed the connection", .unreachable("the server hung up")),
        ("Connection reset", .unreachable("the server hung up")),
    ]

    /// The code at the end of the last line that has one.
    private static func sqlState(in message: String) -> String? {
        message.split(separator: "\n").reversed().lazy.map { $0.suffix(8) }.first { end in
            end.hasPrefix(":  ") && end.dropFirst(3).allSatisfy { $0.isASCII && ($0.isUppercase || $0.isNumber) }
        }.map { String($0.dropFirst(3)) }
    }
}
