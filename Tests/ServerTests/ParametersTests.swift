import Core
import Testing
import Web

@testable import Server

@Suite struct ParametersTests {
    private let context = RequestContext(now: Timestamp(microseconds: 7), id: "made-here")

    /// The request that parameters describe; nil when they are refused.
    private func handedOn(_ parameters: KeyValuePairs<String, String>, basePath: String = "") -> Request? {
        let arrival = Parameters(parameters).request(body: [1], basePath: basePath, context: context)
        guard case .request(let request) = arrival else { return nil }
        return request
    }

    /// The status with which parameters are refused; nil when they are not.
    private func refusal(_ parameters: KeyValuePairs<String, String>, basePath: String = "") -> Int? {
        let arrival = Parameters(parameters).request(body: [], basePath: basePath, context: context)
        guard case .refused(let response, _, _) = arrival else { return nil }
        return response.status.rawValue
    }

    @Test func `path and query come from the address as it was sent`() throws {
        let request = try #require(handedOn(["REQUEST_METHOD": "GET", "REQUEST_URI": "/a%2Fb//c?x=%20&y=?"]))
        #expect((request.path, request.query) == ("/a%2Fb//c", "x=%20&y=?"))
        #expect((request.method, request.body, request.now) == (.get, [1], Timestamp(microseconds: 7)))
    }

    @Test func `header fields get their names back, and other parameters are none`() throws {
        let request = try #require(
            handedOn([
                "REQUEST_METHOD": "POST", "REQUEST_URI": "/", "HTTP_X_PREFECT_API_VERSION": "0.8.4",
                "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": "1", "FCGI_ROLE": "RESPONDER",
            ]))
        #expect(request.headers["X-Prefect-Api-Version"] == "0.8.4")
        #expect(request.headers["Content-Type"] == "application/json")
        #expect(request.headers.fields.map(\.name) == ["x-prefect-api-version", "content-type", "content-length"])
    }

    @Test func `the request has nginx's name, or one made here`() {
        #expect(handedOn(["REQUEST_METHOD": "GET", "REQUEST_URI": "/", "REQUEST_ID": "abc"])?.id == "abc")
        #expect(handedOn(["REQUEST_METHOD": "GET", "REQUEST_URI": "/"])?.id == "made-here")
    }

    @Test(arguments: [("/r", "/"), ("/r/", "/"), ("/r/a", "/a"), ("/r?x", "/")])
    func `the base path is taken off`(uri: String, path: String) {
        #expect(handedOn(["REQUEST_METHOD": "GET", "REQUEST_URI": uri], basePath: "/r")?.path == path)
    }

    @Test func `what is outside the base path is not found`() {
        #expect(refusal(["REQUEST_METHOD": "GET", "REQUEST_URI": "/rr/a"], basePath: "/r") == 404)
    }

    @Test func `a request without a path is refused, and one with an unknown method handed on`() {
        #expect(refusal(["REQUEST_METHOD": "OPTIONS", "REQUEST_URI": "*"]) == 400)
        #expect(refusal(["REQUEST_METHOD": "GET"]) == 400)
        #expect(refusal(["REQUEST_METHOD": "get", "REQUEST_URI": "/"]) == nil)
    }

    @Test func `a length is absent, a number or neither`() {
        #expect(Parameters(["CONTENT_LENGTH": ""]).contentLength == .none)
        #expect(Parameters(["CONTENT_LENGTH": "12"]).contentLength == 12)
        #expect(Parameters(["CONTENT_LENGTH": "-1"]).contentLength == .some(.none))
    }
}
