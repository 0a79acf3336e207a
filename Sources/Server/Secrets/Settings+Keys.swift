import Store

extension Settings {
    /// What a key looks like, to follow a colon.
    static let keyRule = "keys are 32 bytes in base64; `rigel secrets new-key` makes one"

    /// The keys that the settings name, from themselves or from the file. Makes the file where nothing was ever sealed.
    ///
    /// `tell` gets a line for people about what they have to know: that there is a new file to keep, or who may read it.
    func keys(inUse: Set<String>, tell: (String) -> Void) throws(StartError) -> KeyRing {
        if let ring = try givenKeys() { return ring }
        let file = KeyFile(path: secretsKeyPath)
        if file.isThere {
            if file.isOpenToOthers { tell("others may read the key file \(file.path); `chmod 600` ends that") }
            return try file.read()
        }
        guard inUse.isEmpty else {
            throw StartError(
                "the key file \(file.path) is not there, and blocks in the database are sealed with key "
                    + "\(inUse.sorted().joined(separator: ", ")). Put the file back from a copy, or name where it is with "
                    + "RIGEL_SECRETS_KEY_FILE, or give the key as RIGEL_SECRETS_KEY. If it is lost, `rigel secrets forget-lost` "
                    + "says which blocks are lost with it")
        }
        let ring = KeyRing.random()
        try file.write(ring)
        tell(
            "made the key file \(file.path), which seals the data of blocks: keep a copy of it, apart from the database"
        )
        return ring
    }

    /// The keys that are settings themselves; nil where there are none.
    func givenKeys() throws(StartError) -> KeyRing? {
        guard let secretsKey else { return nil }
        var keys: [SecretKey] = []
        for text in secretsKey.split(separator: ",") {
            let text = text.split(separator: " ").joined()
            guard let key = SecretKey(text) else {
                throw StartError(
                    "RIGEL_SECRETS_KEY is not what it must be: \(Settings.keyRule); commas between several")
            }
            keys.append(key)
        }
        guard let ring = KeyRing(keys) else {
            throw StartError("there is no key in RIGEL_SECRETS_KEY: \(Settings.keyRule)")
        }
        return ring
    }
}
