import Contracts
import HostRuntime
import Synchronization

/// The application that requests begin in; a reload puts another in its place.
final class CurrentApplication: Sendable {
    private let application: Mutex<Application>
    private let changes: CurrentChanges

    init(_ application: Application, platform: Platform) {
        self.application = Mutex(application)
        changes = CurrentChanges(platform.changes)
        changes.adopt(application.subscriptions)
    }

    var value: Application { application.withLock { $0 } }

    /// Requests that begin from now on begin in `next`.
    func replace(with next: Application) {
        changes.adopt(next.subscriptions)
        application.withLock { $0 = next }
    }
}
