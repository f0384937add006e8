import Testing

/// The suites that freeze and starve the hosts of one scene, one after the other.
@Suite(.serialized) struct CutOffSuites {}
