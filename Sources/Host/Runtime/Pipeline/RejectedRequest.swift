internal import Contracts

/// A request that the front refused before there was anything to route.
struct RejectedRequest: HTTPRepresentable {
    let problem: Problem
}
