import Contracts
import HTTPTypes

extension RecordRoutes {
    /// Answers the methods that a path with a word of its own (`…/merge`, `batch/…`) does not have: to them the word is no more than
    /// a segment where an id should stand, as it is to Twenty.
    func reservedRoutes(beside routes: [Route], below prefix: String) -> [Route] {
        let taken = Set(routes.map { "\($0.method) \($0.pattern)" })
        let depth = prefix.split(separator: "/").count + 2
        let patterns = Set(routes.map(\.pattern)).filter { pattern in
            let segments = pattern.split(separator: "/")
            return segments.count == depth && segments.suffix(2).contains { !$0.hasPrefix("{") }
        }
        let methods: [HTTPRequest.Method] = [.get, .post, .patch, .put, .delete]
        return patterns.sorted().flatMap { pattern in
            methods.filter { !taken.contains("\($0) \(pattern)") }.map { method in
                switch method {
                case .get: read(pattern, refuseIdentifier)
                case .post: write(method, pattern, refusePath)
                default: write(method, pattern, refuseIdentifier)
                }
            }
        }
    }

    /// The last segment of the path is no id.
    @Sendable func refuseIdentifier(_ request: Request, _ context: TenantRequestContext) async throws -> Response {
        let segment = request.path.split(separator: "/").last ?? ""
        throw CRMError.invalidIdentifier(String(segment.prefix(200)))
    }
}
