internal import Contracts
internal import FoundationEssentials

/// Which part of a list, in the order of identities, a client wants to see.
struct ListPage {
    /// The identity after which the page begins; nil is the first page.
    let after: UUID?
    /// 1 to 200, 50 when nothing is said.
    let limit: Int

    init(_ request: Request) throws(RequestFault) {
        let query = try QueryParameters(request.query)
        var faults = Set(query.names).subtracting(["limit", "after"]).sorted().map {
            FieldFault(field: $0, message: "is not a known parameter")
        }
        let limits = query.all("limit")
        let limit = limits.isEmpty ? 50 : limits.count == 1 ? Int(limits[0]) : nil
        if !(1...200).contains(limit ?? 0) { faults.append(FieldFault(field: "limit", message: "must be from 1 to 200")) }
        let afters = query.all("after")
        let after = afters.count == 1 ? UUID(canonical: afters[0]) : nil
        if after == nil, !afters.isEmpty { faults.append(FieldFault(field: "after", message: "must be a UUID")) }
        guard faults.isEmpty, let limit else { throw .invalid(faults) }
        self.limit = limit
        self.after = after
    }
}
