extension Routes {
    static let blockPages: [Route] = [
        Route("GET /blocks", App.showBlocks),
        Route("GET /blocks/block/{id}", App.showBlock),
        Route("GET /blocks/block/{id}/delete", App.askToDeleteBlock),
        Route("POST /blocks/block/{id}/delete", App.deleteBlockByForm),
    ]
}
