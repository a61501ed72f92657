use crate::support::Server;
use serde_json::json;

#[tokio::test]
async fn the_catalogue_speaks_the_language_of_the_citizen() {
    let server = Server::start().await;
    let nobody = server.client();
    let list = nobody.get("/api/v1/services").send().await.expect_status(200);
    assert_eq!(list.header("content-language"), "ru");
    let cards = list.json();
    let cards = cards["services"].as_array().unwrap();
    let card = cards.iter().find(|card| card["id"] == "mse_application").unwrap();
    assert_eq!(card["title"], "Медико-социальная экспертиза");
    assert_eq!((&card["id"], &card["working_days"]), (&json!("mse_application"), &json!(10)));
    let english =
        nobody.get("/api/v1/services").header("accept-language", "en-GB, ru;q=0.5").send();
    let english = english.await;
    let cards = english.json();
    let mut titles = cards["services"].as_array().unwrap().iter().map(|card| &card["title"]);
    assert!(titles.any(|title| title == "Medico-social examination"));
    assert!(english.headers.get_all("vary").iter().any(|vary| vary == "accept-language"));
    assert_ne!(english.header("etag"), list.header("etag"));
}

#[tokio::test]
async fn a_definition_is_whole_and_kept_by_the_browser() {
    let server = Server::start().await;
    let nobody = server.client();
    let address = "/api/v1/services/mse_application";
    let service = nobody.get(address).send().await.expect_status(200);
    let mut file: serde_json::Value =
        serde_json::from_str(include_str!("../../services/mse_application.json")).unwrap();
    // The `office` part is only for the agency's side.
    assert!(file.as_object_mut().unwrap().remove("office").is_some());
    assert_eq!(service.json(), file);
    assert_eq!(service.header("cache-control"), "no-cache");
    let fresh = nobody.get(address).header("if-none-match", service.header("etag")).send().await;
    let fresh = fresh.expect_status(304);
    assert!(fresh.body.is_empty());
    assert_eq!(fresh.header("etag"), service.header("etag"));
    let packed = nobody.get(address).header("accept-encoding", "br").send().await;
    assert_eq!(packed.header("content-encoding"), "br");
    assert!(packed.body.len() < service.body.len() / 2);
    nobody.get("/api/v1/services/dance").send().await.expect_problem(404, "not_found");
}
