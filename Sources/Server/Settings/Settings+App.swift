import Core
import FoundationEssentials
import Web

extension Settings {
    /// What of the settings decides how requests are answered.
    var forApp: AppSettings {
        AppSettings(
            basePath: basePath, prefectUIs: prefectUIs, allowsDatabaseClear: allowDatabaseClear, password: authString,
            csrfTokenLifetime: csrfProtection ? .seconds(Int64(csrfTokenSeconds)) : nil,
            crossOrigin: CrossOrigin(origins: corsOrigins, methods: corsMethods, headers: corsHeaders),
            services: ServiceLoop.choices(services), bounds: bounds, shown: PrefectSetting.shown(self))
    }

    /// What of Prefect's own web UI lies in the folder for it. Nothing where no folder is named.
    private var prefectUIs: [PrefectUI] {
        guard !prefectUI.isEmpty else { return [] }
        return PrefectUI.allCases.filter {
            FileManager.default.fileExists(atPath: "\(prefectUI)/\($0.folder)/index.html")
        }
    }
}
