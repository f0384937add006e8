internal import FoundationEssentials
internal import HTTPTypes

/// An archive that may be given out.
public struct ArchiveDownload: Sendable, Equatable {
    /// Below the folder of the archives.
    public let path: String
    /// Under which the reader keeps it.
    public let fileName: String

    public init(path: String, fileName: String) {
        self.path = path
        self.fileName = fileName
    }

    /// Has nginx send the file, whole or in parts (nginx/server.conf): no byte of it passes through the host.
    public var response: Response {
        var response = Response(
            status: .ok,
            fields: [
                .contentType: "application/octet-stream", .cacheControl: "no-store",
                .contentDisposition: "attachment; filename=\"\(fileName)\"",
            ])
        if let redirect = HTTPField.Name("X-Accel-Redirect") { response.fields[redirect] = "/internal/archives/\(path)" }
        return response
    }
}

extension TenantArchive {
    /// The answer to who has asked for it: it is being made, and can be looked for at `path`.
    public func accepted(at path: String) -> Response { .accepted(json, at: path) }
}
