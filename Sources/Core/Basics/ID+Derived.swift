extension ID {
    /// Another id for something made together with this one, always the same for the same `purpose`.
    ///
    /// The random bits are mixed as the finalizer of MurmurHash3 does (Austin Appleby, public domain).
    public func derived(for purpose: UInt64, at moment: Timestamp) -> ID {
        ID(at: moment, random: (ID.mixed(low ^ purpose), ID.mixed(low &+ ID.mixed(high ^ purpose))))
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var bits = value
        bits = (bits ^ (bits >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        bits = (bits ^ (bits >> 33)) &* 0xC4CE_B9FE_1A85_EC53
        return bits ^ (bits >> 33)
    }
}
