import Contracts
import Synchronization
import TestSupport
import Testing

@testable import CRMPlugin

@Suite struct UpstreamDirectoryTests {
    private let loads = Tally()
    private let tenant = TenantID.random()

    private func upstream() throws -> Upstream {
        Upstream(url: try UpstreamURL("http://10.0.0.1"), sealedKey: [1], paths: [.graphql])
    }

    private func directory(_ found: Upstream?) -> UpstreamDirectory {
        UpstreamDirectory { [loads] _ in
            loads.add()
            return found
        }
    }

    @Test func theRegistryIsAskedOnce() async throws {
        let upstream = try upstream()
        let directory = directory(upstream)
        for _ in 0..<3 { #expect(try await directory.upstream(of: tenant) == upstream) }
        #expect(loads.count == 1)
    }

    @Test func thatThereIsNoneIsRememberedToo() async throws {
        let directory = directory(nil)
        for _ in 0..<3 { #expect(try await directory.upstream(of: tenant) == nil) }
        #expect(loads.count == 1)
    }

    @Test(arguments: [true, false])
    func aChangeOfTheTenantHasItReadAgain(isNamed: Bool) async throws {
        let directory = directory(try upstream())
        _ = try await directory.upstream(of: tenant)
        directory.invalidate(.tenant(.random()))
        directory.invalidate(.account(tenant.uuid))
        _ = try await directory.upstream(of: tenant)
        #expect(loads.count == 1)
        directory.invalidate(isNamed ? .tenant(tenant) : nil)
        _ = try await directory.upstream(of: tenant)
        #expect(loads.count == 2)
    }

    /// What was read may be what has just been changed.
    @Test func whatAChangeOvertookIsNotKept() async throws {
        let overtaken = Mutex<UpstreamDirectory?>(nil)
        let directory = UpstreamDirectory { [loads, tenant] _ in
            loads.add()
            overtaken.withLock { $0 }?.invalidate(.tenant(tenant))
            return nil
        }
        overtaken.withLock { $0 = directory }
        _ = try await directory.upstream(of: tenant)
        overtaken.withLock { $0 = nil }
        _ = try await directory.upstream(of: tenant)
        #expect(loads.count == 2)
    }
}
