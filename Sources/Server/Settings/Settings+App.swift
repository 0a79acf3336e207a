import Core
import Web

extension Settings {
    /// What of the settings decides how requests are answered.
    var forApp: AppSettings {
        AppSettings(
            basePath: basePath, allowsDatabaseClear: allowDatabaseClear, password: authString,
            csrfTokenLifetime: csrfProtection ? .seconds(Int64(csrfTokenSeconds)) : nil,
            crossOrigin: CrossOrigin(origins: corsOrigins, methods: corsMethods, headers: corsHeaders),
            services: ServiceLoop.choices(services), bounds: bounds, shown: PrefectSetting.shown(self))
    }
}
