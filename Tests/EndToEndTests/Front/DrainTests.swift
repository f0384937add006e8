import Contracts
import Foundation
import TestSupport
import Testing

/// SIGTERM: what has begun is finished, nothing new is begun, the process ends.
@Suite struct DrainTests {
    @Test func aRequestInProgressIsAnsweredAndTheOtherHostGoesOn() async throws {
        let stack = try TestStack(hosts: 2)
        defer { stack.stop() }
        let api = ProductAPI(stack.client)
        let owner = try await api.signUp("Drained")
        let database = try await stack.database(of: owner)
        let me = { @Sendable in try await api.call("GET", "/api/me", token: owner.accessToken) }
        let people = { @Sendable in try await api.call("GET", "/rest/people", token: owner.accessToken) }
        // Requests in a row go to the hosts in turn: each host has one that waits when it is told to stop.
        let slow = try await stack.withLockedPeople(in: database) {
            let requests = [Task { try await people() }, Task { try await people() }]
            try await eventually { try await stack.waiting(in: database) == 2 }
            try stack.signal("host-1", SIGTERM)
            for _ in 0..<6 { #expect(try await me().status == 200) }
            #expect(try stack.incarnation(of: "host-1") != nil)
            return requests
        }
        for request in slow { #expect(try await request.value.status == 200) }
        try await eventually { try stack.incarnation(of: "host-1") == nil }
        #expect(try stack.log("host-1").contains(#""drained":"true""#))
        #expect(try await me().status == 200)
    }
}
