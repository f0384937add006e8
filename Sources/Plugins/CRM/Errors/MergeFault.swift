/// Why records cannot be merged as was asked.
enum MergeFault: Equatable {
    case tooFew
    case tooMany
    /// - Parameter index: as it was sent.
    case invalidPriority(String, count: Int)
    case noCriteria(object: String)
    case malformed(String, expected: String)

    var message: String {
        switch self {
        case .tooFew: "At least \(MergeRequest.allowedCount.lowerBound) record IDs are required for merge"
        case .tooMany: "Maximum \(MergeRequest.allowedCount.upperBound) records can be merged at once"
        case .invalidPriority(let index, let count):
            "Invalid conflict priority '\(index)'. Valid options for \(count) records: 0-\(count - 1)"
        case .noCriteria(let object):
            "Merge is only available for objects with duplicate criteria. Object '\(object)' does not have duplicate criteria defined."
        case .malformed(let key, let expected): "\"\(key)\" must be \(expected)"
        }
    }
}
