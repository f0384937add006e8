import ArgumentParser
import Contracts

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Looks whether what the product stands on is in order; its exit code tells.",
        discussion: """
            Changes nothing, but that --drift makes a clone of the template, and --verify-archives a database of each archive, for as \
            long as it compares. Custom objects and fields of a \
            tenant are its own; something of ours that is missing or different is drift.
            """)

    @OptionGroup var options: ConfigOption
    @Flag(help: "Compare the schema of each tenant's database with the template's.") var drift = false
    @Flag(help: "Restore the newest archive of each tenant, or of the one that is named, and compare it with what it says.")
    var verifyArchives = false
    @Argument(help: "With --verify-archives, the id or slug of the one tenant to look at.") var tenant: String?
    @Flag(help: "Print one JSON object.") var json = false

    func validate() throws {
        guard tenant == nil || verifyArchives else { throw ValidationError("A tenant is named with --verify-archives alone.") }
    }

    func run() async throws {
        let (drift, json, verifiesArchives, tenant) = (drift, json, verifyArchives, tenant)
        try await options.withPlatform { platform in
            let report = DoctorReport(writesText: !json)
            try await examine(platform, drift: drift, report)
            if verifiesArchives { try await verifyArchives(of: tenant, platform, report) }
            if json { StandardOutput.write(report.json) }
            if report.faults > 0 { throw FaultsFound(count: report.faults) }
        }
    }

    private func examine(_ platform: Platform, drift: Bool, _ report: DoctorReport) async throws {
        do {
            let pending = try await platform.pendingRegistryMigrations()
            report.registry(pending.isEmpty ? nil : "not migrated: " + pending.joined(separator: ", "))
            guard pending.isEmpty else { return }
        } catch {
            return report.registry(FailureText.describe(error))
        }
        guard let examination = try Application(settings: platform.settings, platform: platform).services.drift else {
            throw ValidationError("The provisioning plugin is off in the settings.")
        }
        for finding in try await examination.examineServers() { report.server(finding) }
        if drift { try await examination.examineTenants { report.tenant($0) } }
    }
}

extension DoctorCommand {
    private func verifyArchives(of name: String?, _ platform: Platform, _ report: DoctorReport) async throws {
        guard let archives = try Application(settings: platform.settings, platform: platform).services.archives else {
            throw ValidationError("The provisioning plugin is off in the settings.")
        }
        let tenant: TenantID? =
            if let name { try await TenantArgument.find(name, in: platform).id } else { nil }
        try await archives.verify(tenant) { report.archive($0) }
    }
}

/// Something is not in order; what it is was printed.
struct FaultsFound: Error, CustomStringConvertible {
    let count: Int

    var description: String { count == 1 ? "1 thing is not in order." : "\(count) things are not in order." }
}
