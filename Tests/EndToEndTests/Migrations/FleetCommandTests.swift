import Contracts
import TestSupport
import Testing

extension MigrationTests {
    /// The same from the command line.
    @Suite(.serialized) struct FleetCommandTests {
        @Test func aPlanIsShownAndThenCarriedOut() async throws {
            let scene = try await MigrationScene.shared.value
            try await scene.age(scene.owners[0])
            let plan = try scene.command(["migrate", "--plan"])
            #expect(plan.output.hasSuffix("first: \(scene.owners[0].slug)\n1 tenant would be migrated."))
            #expect(try scene.outdated() == 1)
            let done = try scene.command(["migrate"])
            #expect(done.status == 0)
            #expect(done.output.contains("1 of 1 tenants migrated, "))
            #expect(try scene.command(["migrate"]).output == "The registry is migrated.\nNo tenant has to be migrated.")
        }

        @Test func theExitCodeTellsThatATenantWasLeftBehind() async throws {
            let scene = try await MigrationScene.shared.value
            try await scene.age(scene.owners[0])
            let end = try await scene.holdingLock(on: scene.owners[0]) {
                try scene.command(["migrate", "--canary", "0", "--failure-budget", "100%"])
            }
            #expect(end.status == 1)
            #expect(end.output.hasSuffix("error: 1 of 1 tenants could not be migrated.\n"))
            #expect(try scene.command(["migrate"]).status == 0)
        }

        @Test func theRegistryAloneIsMigratedOnDemand() async throws {
            let scene = try await MigrationScene.shared.value
            try await scene.age(scene.owners[0])
            #expect(try scene.command(["migrate", "--registry-only"]).output == "The registry is migrated.")
            #expect(try scene.outdated() == 1)
            #expect(try scene.command(["migrate"]).status == 0)
        }
    }
}
