use crate::support::{ANNA, Server};

const ADDRESS: &str = "/api/v1/session/seal";

#[tokio::test]
async fn browsers_get_a_key_that_stays_and_is_nobody_elses() {
    let mut server = Server::start().await;
    let (anna, pyotr) = (server.anna().await, server.pyotr().await);
    let answer = anna.get(ADDRESS).send().await.expect_status(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    let key = answer.json()["key"].as_str().unwrap().to_owned();
    assert_eq!(key.len(), 64);
    assert!(key.bytes().all(|byte| byte.is_ascii_hexdigit()));
    assert_ne!(pyotr.get(ADDRESS).send().await.expect_status(200).json()["key"], key.as_str());
    server = server.restart().await;
    let again = server.signed_in(ANNA).await.get(ADDRESS).send().await.expect_status(200);
    assert_eq!(again.json()["key"], key.as_str(), "another session, another start");
}

#[tokio::test]
async fn nobody_gets_a_key_without_a_session() {
    let server = Server::start().await;
    server.client().get(ADDRESS).send().await.expect_problem(401, "sign_in_required");
    let anna = server.anna().await;
    server.advance(15 * 60).await;
    anna.get(ADDRESS).send().await.expect_problem(401, "sign_in_required");
}
