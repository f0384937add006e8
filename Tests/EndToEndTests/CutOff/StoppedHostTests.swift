import Contracts
import Foundation
import TestSupport
import Testing

extension CutOffSuites {
    /// A host that stands still while somebody is cut off, and goes on when its lease has run out.
    @Suite struct StoppedHostTests {
        @Test func aSuspensionWaitsForItsLeaseAndItServesNobodyAfter() async throws {
            let scene = try await CutOffScene.shared.value
            try await scene.serve(by: 3)
            let owner = try await scene.knownOrganization()
            let start = ContinuousClock.now
            let replies = try await scene.withFrozen(2) {
                #expect(try await scene.change(owner.tenantID, to: "suspend").status == 200)
                #expect(start.duration(to: .now) > CutOffScene.lease / 2)
                let queued = (0..<8).map { _ in Task { try await scene.people(owner, on: 2) } }
                try await Task.sleep(for: .milliseconds(100))
                return queued
            }
            for reply in replies { #expect([403, 503].contains(try await reply.value.status)) }
            try await eventually { try await scene.people(owner, on: 2).status == 403 }
        }

        /// The query succeeds: it is the answer that comes too late.
        @Test func anAnswerThatItWasAboutToGiveIsNotGiven() async throws {
            let scene = try await CutOffScene.shared.value
            try await scene.serve(by: 3)
            let owner = try await scene.knownOrganization()
            let database = try await scene.stack.database(of: owner)
            let reply = try await scene.stack.withLockedPeople(in: database) {
                let reply = Task { try await scene.people(owner, on: 2) }
                try await eventually { try await scene.stack.waiting(in: database) == 1 }
                try scene.stack.signal("host-2", SIGSTOP)
                let ended = try await scene.stack.host(1).call("POST", "/api/auth/logout", token: owner.accessToken)
                #expect(ended.status < 300)
                return reply
            }
            // The lock is gone, and PostgreSQL has answered before the host goes on.
            try await eventually { try await scene.stack.waiting(in: database) == 0 }
            try scene.stack.signal("host-2", SIGCONT)
            #expect(try await reply.value.status == 503)
        }

        @Test func whatItWasAboutToWriteIsNotWritten() async throws {
            let scene = try await CutOffScene.shared.value
            try await scene.serve(by: 3)
            let owner = try await scene.knownOrganization()
            let database = try await scene.stack.database(of: owner)
            let reply = try await scene.stack.withLockedPeople(in: database) {
                let reply = Task { try await scene.stack.host(2).call("POST", "/api/people", [:], token: owner.accessToken) }
                try await eventually { try await scene.stack.waiting(in: database) == 1 }
                try scene.stack.signal("host-2", SIGSTOP)
                #expect(try await scene.change(owner.tenantID, to: "suspend").status == 200)
                return reply
            }
            try scene.stack.signal("host-2", SIGCONT)
            #expect(try await reply.value.status == 503)
            #expect(try await scene.people(owner, on: 1).status == 403)
            #expect(try await scene.change(owner.tenantID, to: "activate").status == 200)
            #expect(try await scene.people(owner, on: 1).json["totalCount"].int == 5)
        }

        @Test func oneThatDiedIsWaitedForOnce() async throws {
            let scene = try await CutOffScene.shared.value
            try await scene.serve(by: 3)
            let owner = try await scene.knownOrganization()
            try await scene.stack.end("host-3", by: SIGKILL)
            #expect(try await scene.change(owner.tenantID, to: "suspend").status == 200)
            #expect(try scene.stack.sql("SELECT count(*) FROM host_instance") == "2")
            let start = ContinuousClock.now
            #expect(try await scene.change(owner.tenantID, to: "activate").status == 200)
            #expect(start.duration(to: .now) < CutOffScene.lease)
        }
    }
}
