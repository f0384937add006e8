import ArgumentParser
import Contracts
import HostRegistry

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Exports and verifies the audit log.", subcommands: [Verify.self, Export.self])

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Verifies the chains of the audit log, and names the first entry that does not hold.",
            discussion: "Without a file, those in the registry. With one, those of an export; '-' is standard input.")

        @OptionGroup var options: ConfigOption
        @Argument(help: "An export.") var file: String?
        @Flag(help: "Also that the registry still has what is in the file.") var againstRegistry = false

        func validate() throws {
            guard file != nil || !againstRegistry else { throw ValidationError("--against-registry needs a file.") }
        }

        func run() async throws {
            let (file, compares) = (file, againstRegistry)
            try await options.withPlatform { platform in
                let verifier = AuditVerifier(cryptography: platform.cryptography)
                let summary =
                    if let file {
                        try await verifier.verify(export: LinesOfFile(path: file), against: compares ? platform.registry : nil)
                    } else {
                        try await verifier.verify(platform.registry)
                    }
                print("The audit log holds: \(summary.entries) entries in \(summary.chains) chains.")
            }
        }
    }

    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Writes the audit log to standard output as JSON Lines.")

        @OptionGroup var options: ConfigOption
        @Option(help: "A tenant's id, also of one that was erased; every chain when it is not given.") var tenant: String?

        func validate() throws {
            guard let tenant, TenantID(tenant) == nil else { return }
            throw ValidationError("This is no tenant's id: \(tenant)")
        }

        func run() async throws {
            let chain = tenant.flatMap { TenantID($0) }
            try await options.withPlatform { platform in
                let details = JSONObject([JSONMember("tenant", .optional(chain?.description))])
                let entry = AuditEntry(actor: "cli", action: "audit.exported", details: details)
                try await platform.registry.transaction { try await platform.audit.record(entry, on: $0) }
                try await platform.audit.export(chain, from: platform.registry) { try StandardOutput.write($0) }
            }
        }
    }
}
