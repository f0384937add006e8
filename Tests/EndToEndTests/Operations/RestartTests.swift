import Contracts
import Foundation
import TestSupport
import Testing

/// SIGTERM: what is in progress ends well, and with a second host beside it no client notices.
@Suite(.serialized) struct RestartTests {
    /// Keeps creating people until it is over.
    ///
    /// - Returns: how many requests ended with each status.
    private func create(_ api: ProductAPI, _ token: String, until isOver: Tally) async throws -> [Int: Int] {
        var counts: [Int: Int] = [:]
        while isOver.count == 0 { counts[try await api.call("POST", "/api/people", [:], token: token).status, default: 0] += 1 }
        return counts
    }

    private func createdWhile(
        _ stack: TestStack, _ owner: ProductAPI.Organization, _ restart: @Sendable () async throws -> Void
    ) async throws -> [Int: Int] {
        let isOver = Tally()
        return try await withThrowingTaskGroup { clients in
            for _ in 0..<8 {
                clients.addTask { try await create(ProductAPI(stack.client), owner.accessToken, until: isOver) }
            }
            try await Task.sleep(for: .milliseconds(300))
            try await restart()
            try await Task.sleep(for: .milliseconds(300))
            isOver.add()
            return try await clients.reduce(into: [:]) { $0.merge($1) { $0 + $1 } }
        }
    }

    /// Ends a host as `make stop` does, and waits until it is gone.
    private func terminate(_ host: String, of stack: TestStack) throws {
        try stack.shell(". scripts/lib/state.sh; . scripts/lib/process.sh; terminate \(host) TERM 40")
    }

    private func stored(_ stack: TestStack, _ owner: ProductAPI.Organization) async throws -> Int? {
        try await ProductAPI(stack.client).call("GET", "/rest/people?limit=1", token: owner.accessToken).json["totalCount"].int
    }

    @Test func aRestartOfOneOfTwoHostsCostsNoRequest() async throws {
        let stack = try TestStack(hosts: 2)
        defer { stack.stop() }
        let owner = try await ProductAPI(stack.client).signUp()
        let before = try #require(try await stored(stack, owner))
        let counts = try await createdWhile(stack, owner) {
            for host in ["host-1", "host-2"] {
                try terminate(host, of: stack)
                try stack.start()
            }
        }
        #expect(Set(counts.keys) == [201])
        #expect(try await stored(stack, owner) == before + (counts[201] ?? 0))
    }

    @Test func aRestartOfTheOnlyHostLeavesNothingHalfDone() async throws {
        let stack = try TestStack()
        defer { stack.stop() }
        let owner = try await ProductAPI(stack.client).signUp()
        let before = try #require(try await stored(stack, owner))
        let counts = try await createdWhile(stack, owner) {
            try terminate("host-1", of: stack)
            try stack.start()
        }
        #expect(Set(counts.keys).isSubset(of: [201, 502]))
        #expect(try await stored(stack, owner) == before + (counts[201] ?? 0))
    }
}
