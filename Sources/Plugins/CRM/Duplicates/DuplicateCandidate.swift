/// A record whose duplicates are looked for.
struct DuplicateCandidate: Sendable {
    /// Nil for a record that is not there yet.
    let id: String?
    /// What its duplicates must have in the columns of the criteria; nil where nothing can be compared.
    let values: [String?]
}
