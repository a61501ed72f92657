use super::keys::{SigningKeys, test_key};
use super::unhex::unhex;
use crate::ids::hex;
use crate::keys::sha256;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use roxmltree::{Document, Node, ParsingOptions};

const NAMESPACE: &str = "urn:okno:signature:1";

/// Text in every signature that is made with the test key.
const TEST_NOTICE: &str = "ТЕСТОВАЯ ПОДПИСЬ, юридической силы не имеет";

/// Most XML nodes that are parsed, far more than a signature has. The check of the field limits the size of the text.
const NODES: u32 = 200;

/// A signature as read from XML, not verified yet.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Signature {
    /// SHA-256 of the statement.
    pub(super) digest: Vec<u8>,
    pub(super) key: [u8; 32],
    pub(super) value: [u8; 64],
}

impl Signature {
    /// Signs a statement with the test key and returns the XML; `None` if there is no test key.
    pub(crate) fn for_test(keys: &SigningKeys, statement: &str) -> Option<String> {
        let (key, value) = keys.sign(statement.as_bytes())?;
        let digest = hex(&sha256(statement.as_bytes()));
        let (key, value) = (BASE64_STANDARD.encode(key), BASE64_STANDARD.encode(value));
        // No line break at the end, because answers are trimmed.
        Some(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <signature xmlns=\"{NAMESPACE}\">\n\
             <notice>{TEST_NOTICE}</notice>\n\
             <digest algorithm=\"SHA-256\">{digest}</digest>\n\
             <key algorithm=\"Ed25519\">{key}</key>\n\
             <value>{value}</value>\n\
             </signature>"
        ))
    }

    /// Reads the XML of a signature; `None` for anything else. A document type is refused, and with it any entity.
    pub(super) fn read(xml: &str) -> Option<Self> {
        let options = ParsingOptions { allow_dtd: false, nodes_limit: NODES, ..Default::default() };
        let document = Document::parse_with_options(xml, options).ok()?;
        let root = Some(document.root_element())
            .filter(|root| root.has_tag_name((NAMESPACE, "signature")))?;
        let digest: [u8; 32] = unhex(&only(root, "digest", Some("SHA-256"))?)?;
        Some(Self {
            digest: digest.to_vec(),
            key: unbase64(&only(root, "key", Some("Ed25519"))?)?,
            value: unbase64(&only(root, "value", None)?)?,
        })
    }
}

/// Whether the XML is a signature of the test key.
pub(crate) fn is_test(xml: &str) -> bool {
    Signature::read(xml).is_some_and(|signature| signature.key == test_key())
}

/// The text of the only element with this name. `None` if there are several, because readers could choose different ones.
fn only(root: Node<'_, '_>, name: &str, algorithm: Option<&str>) -> Option<String> {
    let mut named = root.children().filter(|child| child.has_tag_name((NAMESPACE, name)));
    let element = named.next().filter(|_| named.next().is_none())?;
    let is_plain = element.children().all(|child| child.is_text());
    let fits = is_plain && element.attribute("algorithm") == algorithm;
    fits.then(|| element.text().unwrap_or_default().trim().to_owned())
}

fn unbase64<const N: usize>(text: &str) -> Option<[u8; N]> {
    BASE64_STANDARD.decode(text).ok()?.try_into().ok()
}
