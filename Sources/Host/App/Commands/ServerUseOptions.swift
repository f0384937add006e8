import ArgumentParser
import Contracts

/// What a server is used for.
struct ServerUseOptions: ParsableArguments {
    private static let none = "none"

    @Option(help: "What sign-ups and plans may ask for; 'none' takes it away.") var region: String?
    @Option(help: "How many tenants it takes for each one that a server of weight 1 takes.") var weight: Int?
    @Option(help: "How many tenants may lie there; 'none' sets no limit.") var capacity: String?

    func validate() throws {
        if let region, region != Self.none, !ServerDescription.isLabel(region) {
            throw ValidationError("--region \(ServerDescription.labelRule).")
        }
        if let weight, !ServerDescription.weightRange.contains(weight) { throw ValidationError("--weight must be 1 at least.") }
        if let capacity, capacity != Self.none, Int(capacity).map(ServerDescription.capacityRange.contains) != true {
            throw ValidationError("--capacity must be a whole number, or none.")
        }
    }

    func apply(to server: inout ServerDescription) {
        if let region { server.region = region == Self.none ? nil : region }
        if let weight { server.weight = weight }
        if let capacity { server.capacity = Int(capacity) }
    }
}
