import Synchronization

/// The documents of the last catalogues that were asked for, each made once.
///
/// A role of the workspace's own sees other fields and may change at any time: its document is made anew.
final class OpenAPIDocuments: Sendable {
    /// A document has half a megabyte or more.
    private static let capacity = 8

    private let known = Mutex<[(fingerprint: String, document: [UInt8])]>([])

    func document(of catalogue: Catalogue, for permissions: Permissions) -> [UInt8] {
        if permissions.isNarrowed { return OpenAPIDocument.encode(catalogue, for: permissions) }
        if let document = known.withLock({ $0.first { $0.fingerprint == catalogue.fingerprint }?.document }) { return document }
        let document = OpenAPIDocument.encode(catalogue, for: permissions)
        known.withLock { known in
            known.removeAll { $0.fingerprint == catalogue.fingerprint }
            if known.count == Self.capacity { known.removeFirst() }
            known.append((catalogue.fingerprint, document))
        }
        return document
    }
}
