use crate::support::Server;
use axum::http::Method;
use std::fs;
use std::path::Path;

fn build(dist: &Path) {
    fs::create_dir_all(dist.join("a/0f1e")).unwrap();
    fs::write(dist.join("index.html"), "<!doctype html><title>Окно</title>").unwrap();
    fs::write(dist.join("index.html.br"), "index in brotli").unwrap();
    fs::write(dist.join("config.json"), "{}").unwrap();
    fs::write(
        dist.join("csp.txt"),
        "script-src 'sha256-AAAA='\nscript-src 'sha256-BBBB='\nstyle-src 'sha256-CCCC='\n",
    )
    .unwrap();
    fs::write(dist.join("a/0f1e/app.wasm"), "wasm").unwrap();
    fs::write(dist.join("a/0f1e/app.wasm.br"), "wasm in brotli").unwrap();
    fs::write(dist.join("a/0f1e/app.wasm.gz"), "wasm in gzip").unwrap();
    fs::write(dist.join("a/0f1e/app.js"), "js").unwrap();
    fs::write(dist.join("a/0f1e/lost.css.br"), "no original").unwrap();
    fs::write(dist.parent().unwrap().join("secret.txt"), "secret").unwrap();
}

async fn server() -> Server {
    let server = Server::start().await;
    let dist = server.folder().join("dist");
    build(&dist);
    server.restart_with(|settings| settings.dist = Some(dist)).await
}

#[tokio::test]
async fn the_app_is_served_under_its_policy() {
    let server = server().await;
    let page = server.client().get("/").send().await.expect_status(200);
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert_eq!(
        page.header("content-security-policy"),
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'sha256-AAAA=' 'sha256-BBBB='; style-src 'self' 'sha256-CCCC='; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
         base-uri 'self'; frame-ancestors 'none'; object-src 'none'"
    );
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cache-control", "no-cache, no-transform"),
        ("vary", "accept-encoding"),
    ] {
        assert_eq!(page.header(name), value, "{name}");
    }
    assert!(page.header("permissions-policy").contains("geolocation=()"));
    server.client().get("/csp.txt").send().await.expect_status(404);
}

#[tokio::test]
async fn addresses_of_the_app_are_the_app_and_missing_files_are_missing() {
    let server = server().await;
    let client = server.client();
    let page = client.get("/").send().await.body;
    for address in ["/cases", "/cases/0f", "/services/mse?step=2", "/a/0f1e", "/%D1%8F"] {
        assert_eq!(client.get(address).send().await.expect_status(200).body, page, "{address}");
    }
    for address in ["/missing.js", "/a/0f1e/missing.wasm", "/a/0f1e/lost.css", "/favicon.ico"] {
        client.get(address).send().await.expect_problem(404, "not_found");
    }
    client.get("/api/v1/cases").send().await.expect_problem(404, "not_found");
    client.get("/api/v2").send().await.expect_status(200);
    client.post("/cases").send().await.expect_problem(405, "method_not_allowed");
}

/// The `Accept` header of a browser that navigates to an address.
const PAGES: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

#[tokio::test]
async fn a_strange_address_is_a_page_of_the_app_for_whoever_goes_there() {
    let server = server().await;
    let client = server.client();
    let page = client.get("/").send().await.body;
    for address in [
        "/%ff",
        "/%2",
        "/%",
        "/%zz",
        "/%00",
        "/applications/x.",
        "/services/%D0%BD%D0%B5%D1%82.%D0%B4%D0%B0",
        "/applications/%ff?step=%ff",
        "/x.php",
        "/c:",
        "/.hidden",
        "/a%5cb",
        "/../..",
        "/missing.html",
    ] {
        let answer = client.get(address).header("accept", PAGES).send().await.expect_status(200);
        assert_eq!(answer.body, page, "{address}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(answer.header("cache-control"), "no-cache, no-transform");
        let varies: Vec<_> = answer.headers.get_all("vary").iter().collect();
        assert_eq!(varies, ["accept-encoding", "accept"], "{address}");
        assert_ne!(answer.header("content-security-policy"), "");
        // A program that does not ask for a page gets 404.
        client.get(address).header("accept", "*/*").send().await.expect_problem(404, "not_found");
    }
    for address in [
        "/missing.js",
        "/a/0f1e/missing.wasm",
        "/a/0f1e/lost.css",
        "/a/0f1e/x.",
        "/favicon.ico",
        "/csp.txt",
        "/%ff.png",
    ] {
        let answer = client.get(address).header("accept", PAGES).send().await;
        answer.expect_problem(404, "not_found");
    }
    let api = client.get("/api/v1/%ff").header("accept", PAGES).send().await;
    api.expect_problem(404, "not_found");
}

#[tokio::test]
async fn the_smallest_form_that_the_browser_takes_is_sent() {
    let server = server().await;
    let client = server.client();
    for (accepted, coding, body) in [
        ("gzip, deflate, br, zstd", "br", "wasm in brotli"),
        ("gzip", "gzip", "wasm in gzip"),
        ("br;q=0, gzip", "gzip", "wasm in gzip"),
        ("identity", "", "wasm"),
    ] {
        let file = client.get("/a/0f1e/app.wasm").header("accept-encoding", accepted).send().await;
        assert_eq!((file.header("content-encoding"), &file.body[..]), (coding, body.as_bytes()));
        assert_eq!(file.header("content-type"), "application/wasm");
        assert_eq!(file.header("vary"), "accept-encoding");
        assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
    }
    let script = client.get("/a/0f1e/app.js").header("accept-encoding", "br").send().await;
    assert_eq!((script.header("content-encoding"), &script.body[..]), ("", b"js".as_slice()));
    let page = client.get("/cases/1").header("accept-encoding", "br").send().await;
    assert_eq!(&page.body[..], b"index in brotli");
}

#[tokio::test]
async fn copies_are_asked_about_and_changes_are_seen() {
    let server = server().await;
    let client = server.client();
    let first = client.get("/config.json").send().await;
    let tag = first.header("etag").to_owned();
    let again = || client.get("/config.json").header("if-none-match", &tag).send();
    let fresh = again().await.expect_status(304);
    assert!(fresh.body.is_empty() && fresh.header("etag") == tag);
    let packed = client.get("/").header("accept-encoding", "br").send().await;
    assert_ne!(packed.header("etag"), client.get("/").send().await.header("etag"));
    fs::write(server.folder().join("dist/config.json"), "{\"api\":1}").unwrap();
    let changed = again().await.expect_status(200);
    assert_eq!(&changed.body[..], b"{\"api\":1}");
}

#[tokio::test]
async fn head_is_get_without_a_body() {
    let server = server().await;
    let get = server.client().get("/config.json").send().await;
    let head = server.client().request(Method::HEAD, "/config.json").send().await;
    let head = head.expect_status(200);
    assert!(head.body.is_empty());
    for name in ["etag", "content-type", "content-length", "cache-control"] {
        assert_eq!(head.header(name), get.header(name), "{name}");
    }
}

#[tokio::test]
async fn no_path_leads_out_of_the_folder() {
    let server = server().await;
    for path in [
        "/../secret.txt",
        "/a/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/a/%2e%2e/%2e%2e/secret.txt",
        "/.%2e/secret.txt",
        "//etc/passwd",
        "/%00",
        "/..%5csecret.txt",
    ] {
        for accept in ["*/*", PAGES] {
            let answer = server.client().get(path).header("accept", accept).send().await;
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            assert!(!text.contains("secret") && !text.contains("root:"), "{path}: {text}");
            assert!(matches!(answer.status, 404 | 200), "{path}: {}", answer.status);
        }
    }
}
