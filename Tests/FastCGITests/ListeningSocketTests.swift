import Glibc
import Testing

@testable import HostFastCGI

@Suite struct ListeningSocketTests {
    private func open(_ path: String, mode: UInt32 = 0o660) throws(FastCGIError) -> ListeningSocket {
        try .open(.unix(path: path, mode: mode), backlog: 16)
    }

    @Test(arguments: [0o600, 0o660, 0o666] as [UInt32])
    func theFileHasTheModeAskedFor(mode: UInt32) throws {
        let path = RunningFront.newPath()
        let socket = try open(path, mode: mode)
        var status = stat()
        #expect(lstat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == mode)
        withExtendedLifetime(socket.descriptor) {}
    }

    @Test func theFileGoesWithTheSocket() throws {
        let path = RunningFront.newPath()
        do { _ = try open(path) }
        #expect(access(path, F_OK) != 0)
    }

    @Test func aSocketThatIsListenedOnIsLeftAlone() throws {
        let path = RunningFront.newPath()
        let first = try open(path)
        #expect(throws: FastCGIError.addressInUse(path)) { _ = try open(path) }
        #expect(access(path, F_OK) == 0)
        withExtendedLifetime(first.descriptor) {}
    }

    @Test func aFileOfADeadProcessIsReplaced() throws {
        let path = RunningFront.newPath()
        let address = try UnixAddress(path)
        let dead = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        #expect(address.withSocketAddress { bind(dead, $0, $1) } == 0)
        close(dead)
        let successor = try open(path)
        #expect(successor.descriptor >= 0)
    }

    @Test func anOrdinaryFileIsNotTouched() throws {
        let path = RunningFront.newPath()
        close(creat(path, 0o600))
        defer { unlink(path) }
        #expect(throws: FastCGIError.notASocket(path: path)) { _ = try open(path) }
        #expect(access(path, F_OK) == 0)
    }

    @Test func aPathThatDoesNotFitIsRefused() {
        let path = "/tmp/" + String(repeating: "x", count: 200)
        #expect(throws: FastCGIError.pathTooLong(path)) { _ = try open(path) }
    }

    @Test func aSuccessorsFileIsNotRemoved() throws {
        let path = RunningFront.newPath()
        try withNewSocket(at: path) {
            #expect(rename(path, path + ".old") == 0)
            close(creat(path, 0o600))
        }
        #expect(access(path, F_OK) == 0)
        for file in [path, path + ".old"] { unlink(file) }
    }

    /// Runs `body` while a socket is open at `path`.
    private func withNewSocket(at path: String, _ body: () -> Void) throws {
        let socket = try open(path)
        withExtendedLifetime(socket.descriptor, body)
        _ = socket.accept()
    }
}
