internal import Glibc
internal import HTTPTypes

/// Field names by the parameter that carries them (`HTTP_ACCEPT_ENCODING`), so that the usual ones are not validated and
/// allocated with every request.
struct FieldNames: Sendable {
    /// By the length of the part after `HTTP_`.
    private let known: [[(parameter: [UInt8], name: HTTPField.Name)]]

    /// What browsers, API clients and nginx usually send.
    static let common = FieldNames([
        "accept", "accept-encoding", "accept-language", "authorization", "cache-control", "connection", "cookie", "dnt",
        "host", "idempotency-key", "if-match", "if-modified-since", "if-none-match", "origin", "pragma", "priority", "range",
        "referer", "sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform", "sec-fetch-dest", "sec-fetch-mode",
        "sec-fetch-site", "sec-fetch-user", "te", "traceparent", "tracestate", "upgrade-insecure-requests", "user-agent",
        "x-admin-key", "x-forwarded-for", "x-forwarded-proto", "x-requested-with",
    ])

    init(_ names: [String]) {
        var known: [[(parameter: [UInt8], name: HTTPField.Name)]] = []
        for name in names.compactMap({ HTTPField.Name($0) }) {
            let parameter = Array(name.canonicalName.uppercased().replacing("-", with: "_").utf8)
            while known.count <= parameter.count { known.append([]) }
            known[parameter.count].append((parameter, name))
        }
        self.known = known
    }

    /// The field whose parameter is `HTTP_` and `parameter`; nil when that makes no valid name.
    func name(of parameter: UnsafeRawBufferPointer) -> HTTPField.Name? {
        if parameter.count < known.count {
            for entry in known[parameter.count] where parameter.isEqual(to: entry.parameter) { return entry.name }
        }
        return HTTPField.Name(String(decoding: parameter, as: UTF8.self).replacing("_", with: "-").lowercased())
    }
}

extension UnsafeRawBufferPointer {
    /// Both have the same length.
    fileprivate func isEqual(to bytes: [UInt8]) -> Bool {
        guard let baseAddress else { return true }
        return memcmp(baseAddress, bytes, count) == 0
    }
}
