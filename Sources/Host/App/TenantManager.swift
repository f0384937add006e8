import ArgumentParser

/// The command line: the host itself, and what its operators do without it.
@main
struct TenantManager: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tenant-manager",
        abstract: "Serves Twenty CRM for many organizations, each from a database of its own.",
        subcommands: [
            ServeCommand.self, CheckConfigCommand.self, MigrateCommand.self, InitCommand.self, OperatorsCommand.self,
            TenantsCommand.self, ArchivesCommand.self, ServersCommand.self, JobsCommand.self, HostsCommand.self,
            AuditCommand.self, ReceiptsCommand.self, DoctorCommand.self,
        ])
}
