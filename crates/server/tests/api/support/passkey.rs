//! A device with a passkey, as WebAuthn describes it: makes a key and signs with it.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

pub(crate) const DOMAIN: &str = "okno.example";
pub(crate) const ORIGIN: &str = "https://okno.example";

/// «User present» and «user verified» (WebAuthn, 6.1).
const VERIFIED: u8 = 0b101;
const PRESENT: u8 = 0b001;
const HAS_KEY: u8 = 0b100_0000;

#[derive(Clone)]
pub(crate) struct Device {
    key: SigningKey,
    id: Vec<u8>,
    user: String,
    pub(crate) counter: u32,
    /// The site that the device believes to be at.
    pub(crate) origin: &'static str,
    /// Whether it has checked who uses it.
    pub(crate) is_verified: bool,
}

impl Device {
    /// `seed` tells devices apart.
    pub(crate) fn new(seed: u8) -> Self {
        Self {
            key: SigningKey::from_slice(&[seed; 32]).unwrap(),
            id: vec![seed; 16],
            user: String::new(),
            counter: 0,
            origin: ORIGIN,
            is_verified: true,
        }
    }

    /// One that knows the key's id and whose it is, but not the key.
    pub(crate) fn forged(&self) -> Self {
        Self { key: SigningKey::from_slice(&[9; 32]).unwrap(), ..self.clone() }
    }

    /// Answers the options of a new passkey, with `RegistrationResponseJSON`.
    pub(crate) fn create(&mut self, options: &Value) -> String {
        self.user = options["user"]["id"].as_str().unwrap().to_owned();
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().unwrap(), point.y().unwrap());
        // COSE_Key: EC2, ES256, P-256, x, y.
        let cose = [
            &[0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20][..],
            x,
            &[0x22, 0x58, 0x20],
            y,
        ];
        let length = u16::try_from(self.id.len()).unwrap().to_be_bytes();
        let attested = [&[0; 16][..], &length, &self.id, &cose.concat()].concat();
        let data = [self.data(HAS_KEY), attested].concat();
        let size = u8::try_from(data.len()).unwrap();
        // { fmt: "none", attStmt: {}, authData: … }
        let attestation = [
            &[0xa3, 0x63][..],
            b"fmt",
            &[0x64],
            b"none",
            &[0x67],
            b"attStmt",
            &[0xa0, 0x68],
            b"authData",
            &[0x58, size],
            &data,
        ];
        self.answer(json!({
            "clientDataJSON": encoded(&self.client("webauthn.create", options)),
            "attestationObject": encoded(&attestation.concat()),
            "transports": ["internal"],
        }))
    }

    /// Answers the options of a sign-in, with `AuthenticationResponseJSON`.
    pub(crate) fn get(&self, options: &Value) -> String {
        let (client, data) = (self.client("webauthn.get", options), self.data(0));
        let signed = [&data[..], &Sha256::digest(&client)].concat();
        let signature: Signature = self.key.sign(&signed);
        self.answer(json!({
            "clientDataJSON": encoded(&client),
            "authenticatorData": encoded(&data),
            "signature": encoded(signature.to_der().as_bytes()),
            "userHandle": self.user,
        }))
    }

    fn answer(&self, response: Value) -> String {
        let id = encoded(&self.id);
        json!({
            "id": id, "rawId": id, "type": "public-key", "response": response,
            "clientExtensionResults": {}, "authenticatorAttachment": "platform",
        })
        .to_string()
    }

    fn client(&self, what: &str, options: &Value) -> Vec<u8> {
        let challenge = &options["challenge"];
        json!({ "type": what, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
            .into_bytes()
    }

    fn data(&self, flags: u8) -> Vec<u8> {
        let flags = flags | if self.is_verified { VERIFIED } else { PRESENT };
        [&Sha256::digest(DOMAIN)[..], &[flags], &self.counter.to_be_bytes()].concat()
    }
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
