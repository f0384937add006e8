/// A dictionary of bounded size that forgets what was not used for long.
///
/// It has two halves. What is stored or found goes into the young half; when that is full, it becomes the old half and the
/// former old half is dropped. Every operation takes constant time, and no order of use has to be kept.
struct BoundedCache<Key: Hashable, Value> {
    private var young: [Key: Value] = [:]
    private var old: [Key: Value] = [:]
    private let halfCapacity: Int

    /// - Parameter capacity: the most entries kept, at least 2.
    init(capacity: Int) {
        halfCapacity = max(1, capacity / 2)
    }

    var count: Int { young.count + old.count }

    /// The value of `key`, which counts as a use of it.
    mutating func find(_ key: Key) -> Value? {
        if let value = young[key] { return value }
        guard let value = old.removeValue(forKey: key) else { return nil }
        store(value, for: key)
        return value
    }

    mutating func store(_ value: Value, for key: Key) {
        old.removeValue(forKey: key)
        if young.count >= halfCapacity, young[key] == nil {
            old = young
            young = [:]
        }
        young[key] = value
    }

    mutating func remove(_ key: Key) {
        young.removeValue(forKey: key)
        old.removeValue(forKey: key)
    }

    mutating func removeAll(where isUnwanted: (Value) -> Bool) {
        young = young.filter { !isUnwanted($0.value) }
        old = old.filter { !isUnwanted($0.value) }
    }

    mutating func removeAll() {
        young = [:]
        old = [:]
    }
}
