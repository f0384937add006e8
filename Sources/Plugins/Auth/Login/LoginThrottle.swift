internal import Contracts
internal import Synchronization

/// Limits how often passwords are guessed, for one account and from one client address.
///
/// It counts in the memory of this host alone: behind several hosts the limits multiply by their number, and a restart
/// forgets. An attempt counts from its beginning, so that guesses sent at once do not all pass, and is taken back when it
/// succeeds. An address that belongs to no account is counted like one that does.
final class LoginThrottle: Sendable {
    /// An attempt that was let through and has yet to turn out.
    struct Attempt: Sendable {
        fileprivate let account: EmailAddress
        fileprivate let network: String
        fileprivate let time: ContinuousClock.Instant
    }

    private struct State {
        var accounts: BoundedCache<EmailAddress, AttemptWindow>
        var networks: BoundedCache<String, AttemptWindow>
    }

    private let limits: LoginLimits
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state: Mutex<State>

    init(_ limits: LoginLimits, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }) {
        self.limits = limits
        self.now = now
        state = Mutex(
            State(accounts: BoundedCache(capacity: limits.trackedKeys), networks: BoundedCache(capacity: limits.trackedKeys)))
    }

    /// Counts an attempt to sign in as `account` from the address `client`.
    ///
    /// - Throws: `AuthError.tooManyAttempts` when the account or the address has failed too often.
    func begin(_ account: EmailAddress, from client: String) throws(AuthError) -> Attempt {
        let attempt = Attempt(account: account, network: ClientNetwork.of(client), time: now())
        let wait = state.withLock { state -> Duration? in
            var accountWindow = state.accounts.find(attempt.account) ?? AttemptWindow()
            var networkWindow = state.networks.find(attempt.network) ?? AttemptWindow()
            let waits = [
                accountWindow.waitingTime(limit: limits.failuresPerAccount, window: limits.window, now: attempt.time),
                networkWindow.waitingTime(limit: limits.failuresPerAddress, window: limits.window, now: attempt.time),
            ]
            if let longest = waits.compactMap({ $0 }).max() { return longest }
            accountWindow.record(attempt.time)
            networkWindow.record(attempt.time)
            state.accounts.store(accountWindow, for: attempt.account)
            state.networks.store(networkWindow, for: attempt.network)
            return nil
        }
        if let wait { throw .tooManyAttempts(retryAfter: wait) }
        return attempt
    }

    /// The password was right: the account starts anew. The address keeps its other failures, lest an attacker clear them by
    /// signing in to an account of his own.
    func succeeded(_ attempt: Attempt) {
        state.withLock { state in
            state.accounts.remove(attempt.account)
            Self.takeBack(attempt, from: &state.networks, key: attempt.network)
        }
    }

    /// It never came to a verdict on the password, through no fault of the client.
    func abandoned(_ attempt: Attempt) {
        state.withLock { state in
            Self.takeBack(attempt, from: &state.accounts, key: attempt.account)
            Self.takeBack(attempt, from: &state.networks, key: attempt.network)
        }
    }

    private static func takeBack<Key>(_ attempt: Attempt, from windows: inout BoundedCache<Key, AttemptWindow>, key: Key) {
        guard var window = windows.find(key) else { return }
        window.takeBack(attempt.time)
        windows.store(window, for: key)
    }
}
