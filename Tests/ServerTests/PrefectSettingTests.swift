import Foundation  // the text of the README
import JSON
import Testing

@testable import Server

@Suite struct PrefectSettingTests {
    @Test func `every setting that stands for one of Prefect's is there`() {
        for setting in PrefectSetting.table {
            guard case .setting(let name, _) = setting.meaning else { continue }
            #expect(Settings.table.contains { $0.name == name }, "\(setting.path)")
        }
    }

    @Test func `the README names each of Prefect's settings beside Rigel's and its default`() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../README.md").standardized
        let readme = try String(contentsOf: file, encoding: .utf8)
        for setting in PrefectSetting.table {
            guard case .setting(let name, _) = setting.meaning,
                let own = Settings.table.first(where: { $0.name == name })
            else { continue }
            let standard = own.show(Settings())
            let row = "| `\(setting.variable)` | `\(own.variable)` | \(standard.isEmpty ? "" : "`\(standard)`") |"
            #expect(readme.contains(row.replacing("|  |", with: "| |")), "\(row)")
        }
    }

    @Test func `a variable of Prefect's server is told with the setting to use instead, and without its value`() {
        let told = PrefectSetting.warnings(environment: [
            "PREFECT_SERVER_API_AUTH_STRING": "admin:pass", "PREFECT_API_DEFAULT_LIMIT": "500",
            "PREFECT_API_DATABASE_CONNECTION_URL": "sqlite://x", "PREFECT_SERVER_NO_SUCH_THING": "1",
            "PREFECT_API_SERVICES_SCHEDULER_LOOP_SECONDS": "1", "PREFECT_SERVER_API_PORT": "",
        ])
        #expect(
            told == [
                "PREFECT_API_DATABASE_CONNECTION_URL is not read: the database is one file below RIGEL_DATA",
                "PREFECT_API_DEFAULT_LIMIT is not read; set RIGEL_DEFAULT_LIMIT instead",
                "PREFECT_API_SERVICES_SCHEDULER_LOOP_SECONDS is not read: services look as often as is needed and take "
                    + "pieces of fixed size; RIGEL_SERVICES chooses which run",
                "PREFECT_SERVER_API_AUTH_STRING is not read; set RIGEL_AUTH_STRING instead",
                "PREFECT_SERVER_NO_SUCH_THING is not read: Rigel knows no such setting",
            ])
    }

    @Test func `nothing is said of what clients read, and of what is set under Rigel's name too`() {
        #expect(
            PrefectSetting.warnings(environment: [
                "PREFECT_API_URL": "http://x/api", "PREFECT_API_AUTH_STRING": "admin:pass", "PREFECT_HOME": "/x",
                "PREFECT_SERVER_API_PORT": "80", "RIGEL_PORT": "80",
            ]).isEmpty)
    }

    @Test func `the settings are shown under Prefect's names, and a password is not`() {
        var settings = Settings()
        settings.authString = "admin:pass"
        settings.services = .only(["scheduler"])
        settings.flowRunRetentionDays = 30
        let server = JSONValue.object(PrefectSetting.shown(settings))["server"]
        #expect(server?["api"]?["auth_string"] == "**********")
        #expect(server?["api"]?["default_limit"] == 200)
        #expect(server?["api"]?["csrf_token_expiration"] == "PT1H")
        #expect(server?["services"]?["scheduler"]?["enabled"] == true)
        #expect(server?["services"]?["late_runs"] == ["enabled": false, "after_seconds": "PT15S"])
        #expect(server?["events"]?["retention_period"] == "P7D")
        #expect(server?["services"]?["db_vacuum"]?["retention_period"] == "P30D")
    }

    @Test(arguments: [(0, "PT0S"), (90, "PT1M30S"), (3600, "PT1H"), (86400, "P1D"), (90_061, "P1DT1H1M1S")])
    func `durations are written as Prefect's server writes them`(seconds: Int, text: String) {
        #expect(JSONValue.duration(seconds) == .string(text))
    }
}
