import Contracts
import HTTPTypes

extension RecordRoutes {
    /// Answers the methods that a path with a word of its own (`…/merge`, `batch/…`, `…/{id}/restore`) does not have: to them the word
    /// is no more than a segment where an id should stand, or one segment too many, as it is to Twenty.
    func reservedRoutes(beside routes: [Route], below prefix: String) -> [Route] {
        let taken = Set(routes.map { "\($0.method) \($0.pattern)" })
        let ownSegments = prefix.split(separator: "/").count
        let patterns = Set(routes.map(\.pattern)).filter { pattern in
            let segments = pattern.split(separator: "/").dropFirst(ownSegments)
            return segments.count > 1 && segments.contains { !$0.hasPrefix("{") }
        }
        let methods: [HTTPRequest.Method] = [.get, .post, .patch, .put, .delete]
        return patterns.sorted().flatMap { pattern in
            let isTooLong = pattern.split(separator: "/").count > ownSegments + 2
            return methods.filter { !taken.contains("\($0) \(pattern)") }.map { method in
                switch method {
                case .get: read(pattern, isTooLong ? refusePath : refuseIdentifier)
                case .post: write(method, pattern, refusePath)
                default: write(method, pattern, isTooLong ? refusePath : refuseIdentifier)
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
