import Contracts

/// The organization's objects were changed while a request worked with them, and it could not be handled again or met one change
/// after the other. It has written nothing.
struct ObjectsChanged: Error, HTTPRepresentable {
    var problem: Problem {
        Problem(
            .concurrentChange,
            "The objects or their fields were changed at the same time, and this request changed nothing. Send it again.",
            retryAfterSeconds: 1)
    }
}
