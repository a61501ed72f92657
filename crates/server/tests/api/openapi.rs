use crate::support::Server;
use axum::http::Method;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Both contracts as text: their snapshots, where they are served, and how many operations they have.
fn contracts() -> [(&'static str, String, &'static str, usize); 2] {
    [
        ("openapi.json", server::openapi::openapi_json(), "/api/v1", 105),
        ("openapi-office.json", server::openapi::office_json(), "/office/v1", 22),
    ]
}

/// A contract is a file that people read in review. After an intended change, run
/// `UPDATE_OPENAPI=1 cargo test --locked --profile tests -p server openapi`.
#[test]
fn the_contracts_are_those_that_were_agreed() {
    for (file, now, ..) in contracts() {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file);
        if std::env::var_os("UPDATE_OPENAPI").is_some() {
            std::fs::write(&path, &now).unwrap();
        }
        let agreed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(now == agreed, "{file} has changed; see the comment of this test");
    }
}

#[tokio::test]
async fn everything_in_the_contracts_is_there() {
    let server = Server::start().await;
    for (file, contract, base, many) in contracts() {
        check_routes(&server, &serde_json::from_str(&contract).unwrap(), base, many, file).await;
    }
}

async fn check_routes(server: &Server, contract: &Value, base: &str, many: usize, file: &str) {
    assert_eq!(contract["openapi"], "3.1.0");
    let mut names = BTreeSet::new();
    for (path, item) in contract["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{name} is there twice");
            for response in operation["responses"].as_object().unwrap().values() {
                assert_ne!(response["description"], "", "{name}");
            }
            let method: Method = method.to_uppercase().parse().unwrap();
            let path = format!("{base}{}", path.replace(['{', '}'], ""));
            let answer = server.client().request(method.clone(), &path).send().await;
            assert_ne!(answer.status, 405, "{method} {path}");
            assert!(answer.status < 500, "{method} {path}");
        }
    }
    assert_eq!(names.len(), many, "{file}");
}

#[test]
fn every_reference_leads_somewhere() {
    fn walk(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                if let Some(Value::String(target)) = map.get("$ref") {
                    found.push(target.clone());
                }
                map.values().for_each(|value| walk(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| walk(value, found)),
            _ => {}
        }
    }
    for (file, contract, ..) in contracts() {
        let contract: Value = serde_json::from_str(&contract).unwrap();
        let mut references = Vec::new();
        walk(&contract, &mut references);
        assert!(references.len() > 20);
        for reference in references {
            let pointer = reference.strip_prefix('#').unwrap();
            assert!(contract.pointer(pointer).is_some(), "{file} {reference}");
        }
    }
}
