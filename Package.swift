// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    // An async function runs where its caller runs: no hop, and no look-up of the executor, at each call.
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let metrics = Target.Dependency.product(name: "Metrics", package: "swift-metrics")
let coreMetrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// A module of ours: every one is built under the same strict settings.
func module(_ name: String, _ path: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
    .target(name: name, dependencies: dependencies, path: path, resources: resources, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, path: "Tests/\(name)", swiftSettings: strict)
}

func cLibrary(_ name: String, pkgConfig: String? = nil, package: String) -> Target {
    .systemLibrary(name: name, path: "Sources/CLibraries/\(name)", pkgConfig: pkgConfig, providers: [.apt([package])])
}

let package = Package(
    name: "tenant-manager",
    products: [.executable(name: "tenant-manager", targets: ["tenant-manager"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    ],
    targets: [
        // The four C libraries. Each is imported by exactly one Swift target.
        cLibrary("CFastCGI", package: "libfcgi-dev"),
        cLibrary("CPostgres", pkgConfig: "libpq", package: "libpq-dev"),
        cLibrary("COpenSSL", pkgConfig: "libcrypto", package: "libssl-dev"),
        cLibrary("CYAML", pkgConfig: "yaml-0.1", package: "libyaml-dev"),
        // epoll and eventfd, which the toolchain's Glibc module leaves out.
        .systemLibrary(name: "CLinux", path: "Sources/CLibraries/CLinux"),

        // What a plugin may know.
        module("Contracts", "Sources/Contracts", [logging, httpTypes]),

        // The host, a concern a module.
        module("HostReactor", "Sources/Host/Reactor", ["CLinux"]),
        module("HostFastCGI", "Sources/Host/FastCGI", ["CFastCGI", "Contracts", "HostReactor", httpTypes]),
        module("HostPostgres", "Sources/Host/Postgres", ["CPostgres", "Contracts", "HostReactor", logging]),
        module("HostCrypto", "Sources/Host/Crypto", ["COpenSSL", "Contracts"]),
        module("HostArchives", "Sources/Host/Archives", ["Contracts", "HostCrypto", "HostReactor"]),
        module("HostYAML", "Sources/Host/YAML", ["CYAML", "Contracts"]),
        module("HostRuntime", "Sources/Host/Runtime", ["Contracts", logging, httpTypes, metrics, coreMetrics, deque, heap]),
        module(
            "HostRegistry", "Sources/Host/Registry", ["Contracts", logging],
            resources: [.embedInCode("Migrations")]),

        // The plugins. Each knows Contracts and nothing else of ours.
        module(
            "AuthPlugin", "Sources/Plugins/Auth", ["Contracts", logging, httpTypes],
            resources: [.embedInCode("Migrations")]),
        module(
            "ProvisioningPlugin", "Sources/Plugins/Provisioning", ["Contracts", logging, httpTypes],
            resources: [.embedInCode("Schema")]),
        module(
            "AdminPlugin", "Sources/Plugins/Admin", ["Contracts", logging, httpTypes],
            resources: [.embedInCode("Migrations")]),
        module(
            "CRMPlugin", "Sources/Plugins/CRM", ["Contracts", logging, httpTypes],
            resources: [.embedInCode("Migrations")]),

        // The one place that knows every module.
        .executableTarget(
            name: "tenant-manager",
            dependencies: [
                "Contracts", "HostReactor", "HostFastCGI", "HostPostgres", "HostCrypto", "HostYAML", "HostRuntime",
                "HostArchives", "HostRegistry", "AuthPlugin", "ProvisioningPlugin", "AdminPlugin", "CRMPlugin",
                logging, metrics, coreMetrics, httpTypes, lifecycle, unixSignals, arguments,
            ],
            path: "Sources/Host/App", swiftSettings: strict),

        // Tests. TestSupport is an ordinary target, so that every suite shares one set of doubles and servers.
        module("TestSupport", "Tests/TestSupport", ["Contracts", "HostPostgres", "HostReactor", logging]),
        tests("ContractsTests", ["Contracts", "TestSupport", httpTypes]),
        tests("ReactorTests", ["HostReactor"]),
        tests("FastCGITests", ["HostFastCGI", "HostReactor", "Contracts", "TestSupport", httpTypes]),
        tests("PostgresTests", ["HostPostgres", "HostReactor", "Contracts", "TestSupport", logging]),
        tests("CryptoTests", ["HostCrypto", "Contracts"]),
        tests("ArchiveTests", ["HostArchives", "HostCrypto", "HostReactor", "Contracts", "TestSupport"]),
        tests("YAMLTests", ["HostYAML", "Contracts"]),
        tests("RuntimeTests", ["HostRuntime", "Contracts", "TestSupport", httpTypes, logging, coreMetrics]),
        tests(
            "PluginTests",
            [
                "AuthPlugin", "ProvisioningPlugin", "AdminPlugin", "CRMPlugin", "HostPostgres", "HostReactor", "HostCrypto",
                "HostRegistry", "Contracts", "TestSupport", httpTypes, logging,
            ]),
        tests(
            "RegistryTests",
            ["HostRegistry", "HostPostgres", "HostReactor", "HostCrypto", "Contracts", "TestSupport", logging]),
        tests(
            "LifecycleTests",
            [
                "ProvisioningPlugin", "HostRegistry", "HostPostgres", "HostReactor", "HostCrypto", "HostArchives", "Contracts",
                "TestSupport", logging, httpTypes,
            ]),
        tests("EndToEndTests", ["Contracts", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
