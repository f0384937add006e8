/// Thrown by a step that this host cannot do and another may. The job rests for a moment, whichever step it is at, and has not failed.
public struct JobPostponed: Error {
    public init() {}
}
