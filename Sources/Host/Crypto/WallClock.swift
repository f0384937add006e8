internal import Glibc

/// The time of day, by which tokens are dated.
public enum WallClock {
    /// Seconds since 1970-01-01T00:00:00Z (`NumericDate`, RFC 7519 §2).
    public static func seconds() -> Int64 { Int64(time(nil)) }
}
