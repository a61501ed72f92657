use super::PASSWORD;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Method, Request, header};
use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use serde::Serialize;
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::net::TcpStream;

/// Stands for a browser: keeps the cookies of the session and of the device.
#[derive(Clone)]
pub(crate) struct Client {
    pub(crate) address: SocketAddr,
    pub(crate) cookie: Option<String>,
    pub(crate) device: Option<String>,
    /// Its network address behind a proxy.
    pub(crate) from: Option<String>,
}

impl Client {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { address, cookie: None, device: None, from: None }
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> Sending {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, self.address.to_string().parse().unwrap());
        for cookie in self.cookie.iter().chain(&self.device) {
            headers.append(header::COOKIE, cookie.parse().unwrap());
        }
        if let Some(from) = &self.from {
            headers.insert("x-forwarded-for", from.parse().unwrap());
        }
        Sending {
            address: self.address,
            method,
            path: path.to_owned(),
            headers,
            body: Body::empty(),
        }
    }

    pub(crate) fn get(&self, path: &str) -> Sending {
        self.request(Method::GET, path)
    }

    pub(crate) fn post(&self, path: &str) -> Sending {
        self.request(Method::POST, path)
    }

    pub(crate) fn put(&self, path: &str) -> Sending {
        self.request(Method::PUT, path)
    }

    pub(crate) fn delete(&self, path: &str) -> Sending {
        self.request(Method::DELETE, path)
    }

    /// The first factor: login and password.
    pub(crate) async fn log_in(&self, login: &str, password: &str) -> Answer {
        let body = json!({ "login": login, "password": password });
        self.post("/api/v1/auth/login").json(&body).send().await
    }

    /// The same browser at another network address; the server has to be behind a proxy.
    pub(crate) fn from(&self, address: &str) -> Self {
        Self { from: Some(address.to_owned()), ..self.clone() }
    }

    /// The second factor: the code. Keeps the cookies.
    pub(crate) async fn answer_code(&mut self, challenge: &str, code: &str) -> Answer {
        let body = json!({ "challenge": challenge, "code": code });
        self.enter("/api/v1/auth/code", &body).await
    }

    /// Sends what may begin a session. Keeps the cookies.
    pub(crate) async fn enter(&mut self, path: &str, body: &Value) -> Answer {
        let answer = self.post(path).json(body).send().await;
        if answer.status == 200 {
            let cookies = answer.headers.get_all(header::SET_COOKIE).iter();
            let cookies = cookies.map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap());
            for cookie in cookies.map(str::to_owned) {
                let is_device = cookie.starts_with("__Host-okno-device=");
                *(if is_device { &mut self.device } else { &mut self.cookie }) = Some(cookie);
            }
        }
        answer
    }

    pub(crate) async fn sign_in(&mut self, login: &str) {
        let challenge = self.log_in(login, PASSWORD).await.expect_status(200).challenge();
        let code = self.last_code().await;
        let challenge = challenge["challenge"].as_str().unwrap();
        self.answer_code(challenge, &code).await.expect_status(200);
    }

    pub(crate) async fn outbox(&self) -> Vec<Value> {
        let answer = self.get("/dev/outbox").header("accept", "application/json").send().await;
        serde_json::from_slice(&answer.expect_status(200).body).unwrap()
    }

    /// The code of the newest SMS.
    pub(crate) async fn last_code(&self) -> String {
        let outbox = self.outbox().await;
        let sms = outbox.iter().find(|message| message["channel"] == "sms").unwrap();
        let text = sms["text"].as_str().unwrap();
        let mut runs = text.split(|char: char| !char.is_ascii_digit());
        runs.find(|digits| digits.len() == 6).unwrap().to_owned()
    }
}

/// A request that is being built.
pub(crate) struct Sending {
    address: SocketAddr,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Body,
}

impl Sending {
    pub(crate) fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.append(name, value.parse().unwrap());
        self
    }

    pub(crate) fn json(mut self, body: &impl Serialize) -> Self {
        self.body = Body::from(serde_json::to_vec(body).unwrap());
        self.header("content-type", "application/json")
    }

    pub(crate) fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self
    }

    pub(crate) async fn send(self) -> Answer {
        self.try_send().await.unwrap()
    }

    /// Sends the request; an error if the connection breaks before the whole response has arrived.
    pub(crate) async fn try_send(self) -> Result<Answer, hyper::Error> {
        let response = self.open().await?;
        let (parts, body) = response.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
    }

    /// Sends the request; returns the response before its body has arrived.
    pub(crate) async fn open(self) -> Result<axum::http::Response<Incoming>, hyper::Error> {
        let stream = TcpStream::connect(self.address).await.unwrap();
        let (mut sender, connection) =
            hyper::client::conn::http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(async move {
            let _ = connection.await;
        });
        let mut request = Request::new(self.body);
        *request.method_mut() = self.method;
        *request.uri_mut() = self.path.parse().unwrap();
        *request.headers_mut() = self.headers;
        sender.send_request(request).await
    }
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    #[track_caller]
    pub(crate) fn expect_status(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }

    /// Checks that the response is a problem document with this status and code, and returns it.
    #[track_caller]
    pub(crate) fn expect_problem(self, status: u16, code: &str) -> Value {
        let answer = self.expect_status(status);
        assert_eq!(answer.header("content-type"), "application/problem+json");
        let problem = answer.json();
        assert_eq!(problem["code"], code, "{problem}");
        assert_eq!(problem["status"], status, "{problem}");
        problem
    }

    /// The challenge that signing in has brought.
    #[track_caller]
    pub(crate) fn challenge(&self) -> Value {
        self.json()["challenge"].clone()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// The header as text; empty when it is missing.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}
