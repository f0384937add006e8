extension GaugeReadings {
    /// - Parameters:
    ///   - count: hosts that hold a lease.
    ///   - settling: changes that wait for other hosts.
    public mutating func hosts(_ count: Int, settling: Int) {
        gauge("tenant_manager_hosts", Double(count))
        gauge("tenant_manager_settling", Double(settling))
    }
}
