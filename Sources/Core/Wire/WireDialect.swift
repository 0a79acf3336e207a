/// The form in which an object is answered, where clients of different ages need different ones.
public enum WireDialect: Sendable {
    case newest
    /// Prefect 3's before 3.4.
    case earlyPrefect3
    /// Prefect 2's, from 2.7 on.
    case prefect2
}
