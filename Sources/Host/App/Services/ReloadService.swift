import Contracts
import HostRegistry
import Logging
import ServiceLifecycle
import UnixSignals

/// Takes over changed settings on SIGHUP. Faulty ones leave the running configuration in place and say why.
struct ReloadService: Service {
    let settingsFile: SettingsFile
    let platform: Platform
    let current: CurrentApplication

    func run() async {
        await cancelWhenGracefulShutdown {
            for await _ in await UnixSignalsSequence(trapping: .sighup) { await reload() }
        }
    }

    private func reload() async {
        do {
            let settings = try settingsFile.load()
            let application = try Application(settings: settings, platform: platform)
            try await application.prepare(on: platform)
            let entry = AuditEntry(actor: "system", action: "host.settings_reloaded")
            try await platform.registry.transaction { try await platform.audit.record(entry, on: $0) }
            current.replace(with: application)
            platform.logger.notice("The settings were reloaded.")
        } catch {
            platform.logger.error(
                "The settings were not reloaded; the host goes on with those it had.",
                metadata: ["reason": "\(FailureText.describe(error))"])
        }
    }
}
