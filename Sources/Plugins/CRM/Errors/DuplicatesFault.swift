/// What is wrong with a request for duplicates.
enum DuplicatesFault: Equatable {
    case dataAndIDs
    case neitherDataNorIDs
    case emptyData
    /// The value of `ids` or `data` is no list of what it should hold.
    case malformed(String, expected: String)
    case tooMany(limit: Int)

    var message: String {
        switch self {
        case .dataAndIDs: "You cannot provide both \"data\" and \"ids\" arguments"
        case .neitherDataNorIDs: "You have to provide either \"data\" or \"ids\" argument"
        case .emptyData: "The \"data\" condition can not be empty when \"ids\" input not provided"
        case .malformed(let key, let expected): "\"\(key)\" must be an array of \(expected)"
        case .tooMany(let limit): "Duplicates can be searched for \(limit) records at once"
        }
    }
}
