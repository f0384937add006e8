/// Holds whoever comes until it is opened, and tells when somebody waits.
actor IdentityGate {
    private var isOpen = false
    private var held: [CheckedContinuation<Void, Never>] = []
    private var watchers: [CheckedContinuation<Void, Never>] = []

    func passage() async {
        for watcher in watchers { watcher.resume() }
        watchers = []
        if !isOpen { await withCheckedContinuation { held.append($0) } }
    }

    /// Returns when somebody is held.
    func waiting() async {
        if held.isEmpty { await withCheckedContinuation { watchers.append($0) } }
    }

    func open() {
        isOpen = true
        for continuation in held { continuation.resume() }
        held = []
    }
}
