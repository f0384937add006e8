import Contracts
import Synchronization

/// What was examined, as lines that are printed at once and as JSON at the end.
final class DoctorReport: Sendable {
    private struct Findings {
        var registry = JSONValue.null
        var servers: [JSONValue] = []
        var tenants: [JSONValue] = []
        var archives: [JSONValue] = []
        var faults = 0
    }

    private let writesText: Bool
    private let findings = Mutex(Findings())

    init(writesText: Bool) { self.writesText = writesText }

    var faults: Int { findings.withLock { $0.faults } }

    var json: String {
        let object: JSONValue = findings.withLock { findings in
            [
                "registry": findings.registry, "servers": .array(findings.servers), "tenants": .array(findings.tenants),
                "archives": .array(findings.archives),
                "faults": .integer(findings.faults),
            ]
        }
        return String(decoding: JSONWriter.encode(object), as: UTF8.self)
    }

    func registry(_ fault: String?) {
        note(fault == nil) { $0.registry = ["fault": .optional(fault)] }
        write(["registry", fault ?? "in order"])
    }

    func server(_ finding: ServerFinding) {
        note(finding.fault == nil) {
            $0.servers.append(["name": .string(finding.server), "fault": .optional(finding.fault)])
        }
        write(["server", finding.server, finding.fault ?? "in order"])
    }

    func tenant(_ finding: TenantFinding) {
        let (state, differences, reason) = Self.read(finding.outcome)
        note(state == "in order") {
            $0.tenants.append([
                "id": .string(finding.tenant.description), "slug": .string(finding.slug), "state": .string(state),
                "reason": .optional(reason), "differences": .array(differences.map(\.json)),
            ])
        }
        write(["tenant", finding.slug, state] + (reason.map { [$0] } ?? []))
        for difference in differences { write(difference.lines) }
    }

    func archive(_ finding: ArchiveFinding) {
        note(finding.fault == nil) {
            $0.archives.append([
                "tenant_id": .string(finding.tenant.description), "slug": .string(finding.slug),
                "created_at": .optional(finding.createdAt), "fault": .optional(finding.fault),
            ])
        }
        write(["archive", finding.slug, finding.createdAt ?? "none", finding.fault ?? "in order"])
    }

    private static func read(_ outcome: TenantFinding.Outcome) -> (state: String, [SchemaDifference], reason: String?) {
        switch outcome {
        case .compared(let differences): (differences.isEmpty ? "in order" : "drift", differences, nil)
        case .outdated: ("outdated", [], nil)
        case .unreachable(let reason): ("unreachable", [], reason)
        }
    }

    private func note(_ isInOrder: Bool, _ change: (inout Findings) -> Void) {
        findings.withLock { findings in
            change(&findings)
            if !isInOrder { findings.faults += 1 }
        }
    }

    private func write(_ columns: [String]) {
        if writesText { StandardOutput.write(columns.joined(separator: "\t")) }
    }
}

extension SchemaDifference {
    fileprivate var json: JSONValue {
        ["kind": .string(kind), "name": .string(name), "expected": .string(expected), "found": .optional(found)]
    }

    /// Definitions can have several lines, which the JSON shows in full.
    fileprivate var lines: [String] {
        let what = "  \(kind) \(name)"
        guard let found else { return [what + ": missing"] }
        return [what + ": expected \(Self.firstLine(expected)), found \(Self.firstLine(found))"]
    }

    private static func firstLine(_ text: String) -> String {
        let lines = text.split(separator: "\n", maxSplits: 1)
        return lines.count > 1 ? "\(lines[0]) …" : text
    }
}
