import Core

extension Call {
    /// A form is much smaller than this.
    private static let formLimit = 1 << 20

    /// The fields of a form that a page of ours sent. Refuses every other origin.
    func form() throws -> FormFields {
        try refuseOtherSites()
        let kind = request.headers["Content-Type"]?.split(separator: ";").first.map { String($0).trimmed.lowercased() }
        guard kind == "application/x-www-form-urlencoded" else {
            throw Failure.badRequest("This address takes a form (application/x-www-form-urlencoded).")
        }
        guard request.body.count <= Call.formLimit, let text = String(validating: request.body, as: UTF8.self),
            let fields = FormFields(parsing: text)
        else { throw Failure.badRequest("The form cannot be read.") }
        guard let token = FormToken(in: request), let sent = fields[FormToken.field], token.matches(sent) else {
            throw Failure.forbidden(
                "The form does not carry the token of this browser. Load the page again, and see that it may keep cookies."
            )
        }
        return fields
    }

    /// Browsers say where a request comes from; a form of another site goes no further (OWASP ASVS 3.5.3).
    private func refuseOtherSites() throws {
        if let site = request.headers["Sec-Fetch-Site"] {
            guard site == "same-origin" || site == "none" else {
                throw Failure.forbidden("The form was sent from another site.")
            }
        } else if let origin = request.headers["Origin"], let host = request.headers["Host"] {
            let scheme = origin.hasPrefix("https://") ? "https://" : "http://"
            guard origin.lowercased() == (scheme + host).lowercased() else {
                throw Failure.forbidden("The form was sent from another site.")
            }
        }
    }
}
