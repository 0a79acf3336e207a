import Testing

@testable import Server

@Suite struct SettingsTests {
    /// Settings from flags and variables.
    private func read(_ flags: [String] = [], _ variables: [String: String] = [:]) throws(BadSetting) -> Settings {
        try Settings(flags: flags, environment: { variables[$0] })
    }

    @Test func `a flag counts more than a variable, and a variable more than the default`() throws {
        let settings = try read(["--port", "5000"], ["RIGEL_PORT": "6000", "RIGEL_THREADS": "8"])
        #expect((settings.port, settings.threads, settings.readers) == (5000, 8, 0))
    }

    @Test func `a flag takes its value with or without an equals sign`() throws {
        #expect(try read(["--base-path=/a", "--services", "none"]).basePath == "/a")
        #expect(try read(["--services", "none"]).services == .none)
    }

    @Test func `a password is never shown`() throws {
        let settings = try read([], ["RIGEL_AUTH_STRING": "admin:pass"])
        #expect(settings.authString == "admin:pass")
        #expect(settings.listing.contains("RIGEL_AUTH_STRING=(set)"))
        #expect(!settings.listing.contains("pass\n"))
        #expect(throws: BadSetting(description: "RIGEL_AUTH_STRING must be a text without control characters")) {
            try read([], ["RIGEL_AUTH_STRING": "admin:pass\u{7}"])
        }
    }

    @Test func `an empty variable counts as not set`() throws { #expect(try read([], ["RIGEL_PORT": ""]).port == 4200) }

    @Test(arguments: [("", ""), ("/", ""), ("/rigel", "/rigel"), ("/rigel/", "/rigel"), ("/a/b", "/a/b")])
    func `a base path has no slash at its end`(text: String, path: String) throws {
        #expect(try read(["--base-path", text]).basePath == path)
    }

    @Test(arguments: ["rigel", "//x", "/a/../b", "/a b", "/a;b", "/a\nb"])
    func `what would not be one path in nginx's configuration is refused`(text: String) {
        #expect(throws: BadSetting.self) { try read(["--base-path", text]) }
    }

    @Test func `a refusal names the setting as it was written, its rule and the value`() {
        #expect(throws: BadSetting(description: "RIGEL_PORT must be a whole number from 1 to 65535, not \"0\"")) {
            try read([], ["RIGEL_PORT": "0"])
        }
        #expect(throws: BadSetting(description: "--ports is no setting; `rigel help` lists them")) {
            try read(["--ports", "1"])
        }
        #expect(throws: BadSetting(description: "--port needs a value: a whole number from 1 to 65535")) {
            try read(["--port"])
        }
    }

    @Test func `what a setting shows can be read again`() throws {
        var settings = Settings()
        settings.services = .only(["scheduler", "late-runs"])
        settings.socket = .tcp(host: "::1", port: 9000)
        settings.gateway = .unix("/tmp/gateway.sock")
        settings.allowDatabaseClear = true
        settings.blockTypesOnStart = false
        settings.logLevel = .debug
        for setting in Settings.table {
            var copy = settings
            #expect(setting.take(&copy, setting.show(settings)), "\(setting.name)")
            #expect(setting.show(copy) == setting.show(settings), "\(setting.name)")
        }
    }

    @Test func `no two settings have one name`() {
        #expect(Set(Settings.table.map(\.variable)).count == Settings.table.count)
    }

    @Test func `services are all, none or those named`() throws {
        #expect(try read().services.includes("scheduler"))
        #expect(try !read(["--services", "none"]).services.includes("scheduler"))
        let some = try read(["--services", "scheduler,late-runs"]).services
        #expect((some.includes("scheduler"), some.includes("other")) == (true, false))
    }

    @Test(arguments: [
        ("/run/x.sock", SocketAddress.unix("/run/x.sock")), ("unix:x.sock", .unix("x.sock")),
        ("127.0.0.1:80", .tcp(host: "127.0.0.1", port: 80)), ("[::1]:80", .tcp(host: "::1", port: 80)),
    ])
    func `a socket's address is a path or a host and a port`(text: String, address: SocketAddress) {
        #expect(SocketAddress(text) == address)
    }

    @Test(arguments: ["", "x", ":80", "a:b", "a:70000"])
    func `anything else is no socket's address`(text: String) { #expect(SocketAddress(text) == nil) }
}
