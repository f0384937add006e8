internal import Contracts
internal import FoundationEssentials
internal import HTTPTypes

/// The receipts of erased organizations.
struct ReceiptRoutes: Sendable {
    private static let limits = 1...200
    private static let defaultLimit = 50

    let receipts: ReceiptStore

    var routes: [Route] {
        [
            Route(.get, "/api/admin/receipts", .platform(minimum: .operator, list)),
            Route(.get, "/api/admin/receipts/{id}", .platform(minimum: .operator, show)),
        ]
    }

    private func list(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        var reader = ParameterReader(try QueryParameters(request.query), known: ["limit", "before"])
        let limit = reader.value("limit", "must be from 1 to 200") { Int($0).flatMap { Self.limits.contains($0) ? $0 : nil } }
        let before = reader.value("before", "must be the next_before of a page") { Int64($0).flatMap { $0 > 0 ? $0 : nil } }
        try reader.finish()
        let size = limit ?? Self.defaultLimit
        // One more than asked for tells whether the list goes on.
        var page = try await receipts.list(before: before, limit: size + 1)
        let hasMore = page.count > size
        if hasMore { page.removeLast() }
        return .success([
            "receipts": .array(page.map { .object($0.receipt.json) }),
            "next_before": hasMore ? .optional(page.last.map { String($0.sequence) }) : nil,
        ])
    }

    /// By its own id, or by that of the organization.
    private func show(_ request: Request, _ context: OperatorRequestContext) async throws -> Response {
        guard let id = UUID(canonical: context.request.pathParameters["id"]) else {
            throw RequestFault.invalidIdentifier(name: "id")
        }
        guard let receipt = try await receipts.find(id) else { throw AdminError.receiptNotFound }
        return .success(.object(receipt.json))
    }
}
