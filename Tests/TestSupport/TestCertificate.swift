internal import Foundation

/// A server's certificate that signs itself, in a file with its key; removed at the end.
public final class TestCertificate: Sendable {
    public let file: String

    public init(name: String) throws {
        file = FileManager.default.temporaryDirectory.appending(path: "tm-certificate-\(UUID().uuidString).pem").path
        let command = [
            "/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
            "-subj", "/CN=\(name)", "-addext", "subjectAltName=DNS:\(name)", "-keyout", file, "-out", file + ".crt",
        ]
        let status = try ChildProcess.spawnAndWait(command, output: "/dev/null")
        guard status == 0 else { throw StackFailure.command("openssl", status: status, output: "") }
        let pem = try String(contentsOfFile: file, encoding: .utf8) + String(contentsOfFile: file + ".crt", encoding: .utf8)
        unlink(file + ".crt")
        try pem.write(toFile: file, atomically: true, encoding: .utf8)
    }

    deinit { unlink(file) }
}
