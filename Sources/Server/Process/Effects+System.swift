import Core
import Glibc

extension Effects {
    /// The clock of the machine and the kernel's randomness.
    static let system = Effects(
        now: {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return Timestamp(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
        },
        random: { UInt64.random(in: .min ... .max) })
}
