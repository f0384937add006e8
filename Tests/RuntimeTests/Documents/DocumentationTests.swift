import Contracts
import CoreMetrics
import HTTPTypes
import Testing

@testable import HostRuntime

@Suite struct DocumentationTests {
    /// The path of every setting that the host reads, lists and free names in the spelling of the documentation.
    private static func settings() -> [String] {
        var decoder = SettingsDecoder(SettingsTree.sample.node())
        _ = HostSettings(&decoder)
        let paths = decoder.knownPaths.map { $0.replacing("[0]", with: "[]").replacing("plans.free", with: "plans.<name>") }
        let sections = [
            "listen", "blocking_lane", "limits", "registry", "database_tools", "pools", "tenancy", "jobs", "archives", "security",
            "logging", "metrics",
        ]
        let nested = ["pools.breaker", "tenancy.directory", "tenancy.single_tenant", "security.scrypt", "plans.<name>.archives"]
        return paths.filter { !(sections + nested).contains($0) } + ["plugins.<name>.enabled"]
    }

    @Test(arguments: ErrorCode.allCases)
    func everyErrorIsDocumentedWithItsStatus(code: ErrorCode) throws {
        #expect(try DocumentFile.read("docs/errors.md").contains("\n| `\(code.rawValue)` | \(code.status.code) | "))
    }

    @Test func noErrorIsDocumentedThatDoesNotExist() throws {
        let rows = try DocumentFile.read("docs/errors.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
        #expect(rows.count == ErrorCode.allCases.count)
    }

    @Test(arguments: settings())
    func everySettingIsDocumented(path: String) throws {
        #expect(try DocumentFile.read("docs/configuration.md").contains("\n| `\(path)` | "))
    }

    @Test(arguments: settings())
    func everySettingStandsInTheShippedFile(path: String) throws {
        let key = path.split(separator: ".").last.map(String.init)?.replacing("[]", with: "") ?? path
        let lines = try DocumentFile.read("conf/tenant-manager.yaml").split(separator: "\n")
        #expect(lines.contains { $0.drop(while: { " -#".contains($0) }).hasPrefix("\(key):") })
    }

    @Test func noSettingIsDocumentedThatNobodyReads() throws {
        let documented = try DocumentFile.read("docs/configuration.md").split(separator: "\n")
            .filter { $0.hasPrefix("| `") }.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
        let pluginsOwn = ["plugins.auth.", "plugins.provisioning.", "plugins.crm."]
        let hosts = documented.filter { key in !pluginsOwn.contains { key.hasPrefix($0) } }
        #expect(Set(hosts).subtracting(Self.settings()) == [])
    }

    @Test func everyMetricIsDocumented() throws {
        let factory = PrometheusMetricsFactory(maxSeriesPerMetric: 100)
        let router = try Router([RouteGroup(plugin: "test", routes: [PipelineStage.openRoute()])])
        let metrics = RequestMetrics(router: router, factory: factory)
        let pool = PoolStatistics(tenant: .random(), server: "m", connections: 0, idle: 0, leased: 0, waiting: 0, maxConnections: 1)
        let figures = RegistryFigures()
        figures.set(ready: ["m": 1], jobs: [.queued: 0])
        JobMetrics(factory: factory).expect(["tenant.export"])
        factory.collect { readings in
            readings.pools(PoolManagerStatistics(totalConnections: 0, maxTotalConnections: 1, pools: [pool]))
            readings.hosts(1, settling: 0)
            figures.show(in: &readings)
        }
        let document = try DocumentFile.read("docs/metrics.md")
        let names = String(decoding: factory.exposition(), as: UTF8.self).split(separator: "\n")
            .filter { $0.hasPrefix("# TYPE ") }.compactMap { $0.split(separator: " ").dropFirst(2).first }
        #expect(names.count == 16)
        #expect(names.allSatisfy { document.contains("\n| `\($0)` | ") })
        withExtendedLifetime(metrics) {}
    }
}
