import Contracts
import Foundation
import TestSupport
import Testing

/// What /metrics shows of jobs, archives and the stock.
@Suite(.serialized) struct MetricsTests {
    /// The value of a series on the one host that there is.
    private func value(_ series: String) async throws -> Int? {
        let text = try await Product.api.call("GET", "/metrics").text
        let line = text.split(separator: "\n").first { $0.hasPrefix(series + " ") }
        return line?.split(separator: " ").last.flatMap { Int($0) }
    }

    private func ended(_ state: String) async throws -> Int {
        try #require(try await value("tenant_manager_jobs_ended_total{kind=\"tenant.export\",state=\"\(state)\"}"))
    }

    @Test func anArchiveThatWasMadeIsCounted() async throws {
        let before = try await ended("succeeded")
        _ = try await ArchiveScene.shared().export(try await Product.api.signUp("Counted"))
        try await eventually { try await ended("succeeded") >= before + 1 }
    }

    @Test func anArchiveThatFailedIsCounted() async throws {
        let (scene, owner) = (try ArchiveScene.shared(), try await Product.api.signUp("Failing"))
        let before = try await ended("failed")
        // A file where the organization's folder is to be.
        let folder = try scene.stack.shell(". scripts/lib/state.sh; printf %s \"$ARCHIVES_FOLDER\"")
        try Data().write(to: URL(filePath: "\(folder)/\(owner.tenantID)"))
        let asked = try await scene.api.call("POST", "/api/organization/archives", token: owner.accessToken)
        let job = asked.json["data"]["job_id"].string
        try await eventually { try scene.stack.sql("SELECT state FROM job WHERE id = '\(job)'") == "undoing" }
        try await eventually(within: .seconds(20)) { try await value("tenant_manager_jobs{state=\"undoing\"}") ?? 0 > 0 }
        try FileManager.default.removeItem(atPath: "\(folder)/\(owner.tenantID)")
        _ = try await scene.end(of: job)
        try await eventually { try await ended("failed") >= before + 1 }
    }

    @Test func theStockIsShownByServer() async throws {
        try await eventually(within: .seconds(30)) {
            let ready = try Product.stack.readyDatabases()
            return try await value("tenant_manager_stock_ready{server=\"main\"}") == ready
        }
        #expect(try await value("tenant_manager_jobs{state=\"queued\"}") != nil)
    }
}
