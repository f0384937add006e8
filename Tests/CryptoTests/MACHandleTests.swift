import Testing

@testable import HostCrypto

@Suite struct MACHandleTests {
    /// RFC 4231 §4.2, §4.3 and §4.7 (a key longer than the block).
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func matchesTheVectors(key: [UInt8], message: String, tag: String) throws {
        let handle = try MACHandle.keyed(key)
        #expect(try Self.tag(message, handle) == [UInt8](hexadecimal: tag))
    }

    @Test func oneKeyedContextServesManyMessages() throws {
        let handle = try MACHandle.keyed(Array("Jefe".utf8))
        let first = try Self.tag("one", handle)
        #expect(try Self.tag("two", handle) != first)
        #expect(try Self.tag("one", handle) == first)
    }

    private static func tag(_ message: String, _ handle: borrowing MACHandle) throws -> [UInt8] {
        let bytes = Array(message.utf8)
        let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        defer { buffer.deallocate() }
        _ = buffer.initialize(from: bytes)
        return try handle.tag(of: UnsafeBufferPointer(buffer))
    }
}
