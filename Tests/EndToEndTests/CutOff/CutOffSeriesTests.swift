import Contracts
import TestSupport
import Testing

extension CutOffSuites {
    /// Over and over, under load: once a suspension was answered, no request that begins later succeeds, on any host.
    @Suite struct CutOffSeriesTests {
        private struct Answer {
            let host: Int
            let beganAt: ContinuousClock.Instant
            let endedAt: ContinuousClock.Instant
            let status: Int
        }

        /// What was done over and over, and when the tenant was cut off.
        private struct Series {
            var cutOff: [Range<ContinuousClock.Instant>] = []
            var times: [Duration] = []
        }

        /// Asks a host over and over, until the series has ended.
        private func ask(
            _ scene: CutOffScene, _ owner: ProductAPI.Organization, _ host: Int, until isOver: Tally
        ) async throws -> [Answer] {
            var answers: [Answer] = []
            while isOver.count == 0 {
                let began = ContinuousClock.now
                let status = try await scene.people(owner, on: host).status
                answers.append(Answer(host: host, beganAt: began, endedAt: .now, status: status))
                // What is asked for in this suite is many changes, not a machine that has no time for them.
                try await Task.sleep(for: .milliseconds(3))
            }
            return answers
        }

        private func suspendAgainAndAgain(
            _ scene: CutOffScene, _ owner: ProductAPI.Organization, hosts: Int
        ) async throws -> Series {
            var series = Series()
            for round in 0..<100 {
                let began = ContinuousClock.now
                let suspended = try await scene.change(owner.tenantID, to: "suspend", through: round % hosts + 1)
                let since = ContinuousClock.now
                #expect(suspended.status == 200)
                series.times.append(began.duration(to: since))
                for host in 1...hosts { #expect(try await scene.people(owner, on: host).status == 403) }
                series.cutOff.append(since..<ContinuousClock.now)
                #expect(try await scene.change(owner.tenantID, to: "activate").status == 200)
            }
            return series
        }

        @Test(.timeLimit(.minutes(3)), arguments: [3, 2])
        func afterASuspensionWasAnsweredNobodyIsServed(hosts: Int) async throws {
            let scene = try await CutOffScene.shared.value
            try await scene.serve(by: hosts)
            let owner = try await scene.knownOrganization(hosts: hosts)
            let isOver = Tally()
            let (series, answers) = try await withThrowingTaskGroup(of: [Answer].self) { group in
                for host in 1...hosts { group.addTask { try await ask(scene, owner, host, until: isOver) } }
                defer { isOver.add() }
                let series = try await suspendAgainAndAgain(scene, owner, hosts: hosts)
                isOver.add()
                return (series, try await group.reduce(into: []) { $0 += $1 })
            }
            // One that began while the tenant was cut off and ended after it was active again may have come to the host then.
            let served = answers.filter { answer in
                answer.status == 200 && series.cutOff.contains { $0.contains(answer.beganAt) && $0.contains(answer.endedAt) }
            }
            #expect(served.isEmpty)
            for host in 1...hosts { #expect(answers.contains { $0.host == host && $0.status == 200 }) }
            // A build without optimisation, on a machine that tests much else; docs/performance.md has the figure.
            #expect(series.times.sorted()[series.times.count / 2] < .milliseconds(500))
        }
    }
}
