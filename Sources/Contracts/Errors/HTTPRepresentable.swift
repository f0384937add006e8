/// An error that knows what its client may be told. Anything else is answered by a bare 500, its details going to the log alone.
public protocol HTTPRepresentable: Error {
    var problem: Problem { get }
}
