use super::document::Signature;
use super::keys::SigningKeys;
use super::owner::{Owner, identified};
use super::statement::escaped;
use super::verify::verify;
use crate::settings::Settings;
use domain::form::{Answer, Answers, SignatureError};

const STATEMENT: &str = "<statement/>";

fn keys(change: impl FnOnce(&mut Settings)) -> SigningKeys {
    let mut settings = Settings::new("data");
    change(&mut settings);
    SigningKeys::open(&settings).unwrap()
}

fn test_keys() -> SigningKeys {
    keys(|settings| settings.demo = true)
}

fn signed(statement: &str) -> String {
    Signature::for_test(&test_keys(), statement).unwrap()
}

#[test]
fn a_signature_fits_its_statement_only() {
    let xml = signed(STATEMENT);
    assert_eq!(verify(&test_keys(), &[], STATEMENT, &xml), Ok(()));
    let other = verify(&test_keys(), &[], "<statement />", &xml);
    assert_eq!(other, Err(SignatureError::OtherStatement));
    assert!(xml.contains("ТЕСТОВАЯ ПОДПИСЬ, юридической силы не имеет"));
    assert!(super::is_test(&xml) && !super::is_test("<signature/>"));
}

#[test]
fn a_server_without_a_test_key_neither_signs_nor_trusts_it() {
    let keys = keys(|_| {});
    assert!(Signature::for_test(&keys, STATEMENT).is_none());
    assert_eq!(verify(&keys, &[], STATEMENT, &signed(STATEMENT)), Err(SignatureError::Untrusted));
}

/// A key as in the file of keys, in hexadecimal, and a signature of the statement with it.
fn trusted_key() -> (String, String) {
    use ed25519_dalek::{Signer as _, SigningKey};
    let key = SigningKey::from_bytes(&[7; 32]);
    let encode = |bytes: &[u8]| base64::Engine::encode(&base64::prelude::BASE64_STANDARD, bytes);
    let xml = format!(
        "<s:signature xmlns:s=\"urn:okno:signature:1\"><s:digest algorithm=\"SHA-256\">{}</s:digest>\
         <s:key algorithm=\"Ed25519\">\n{}\n</s:key><s:value>{}</s:value></s:signature>",
        crate::ids::hex(&crate::keys::sha256(STATEMENT.as_bytes())),
        encode(key.verifying_key().as_bytes()),
        encode(&key.sign(STATEMENT.as_bytes()).to_bytes()),
    );
    (crate::ids::hex(key.verifying_key().as_bytes()), xml)
}

fn owner(number: &str) -> Owner {
    Owner::parse(number).unwrap()
}

#[test]
fn a_key_of_the_file_signs_for_its_owner_only() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keys");
    let (hex, xml) = trusted_key();
    let lines = format!("# bureau\n\n{hex}\t112 233 445-95 # first\n{hex} 1234567894\n");
    std::fs::write(&file, lines).unwrap();
    let keys = keys(|settings| settings.signing_keys = Some(file.clone()));
    let (snils, inn) = (owner("112-233-445 95"), owner("1234567894"));
    assert_eq!(verify(&keys, &[snils], STATEMENT, &xml), Ok(()));
    assert_eq!(verify(&keys, &[owner("1177746123455"), inn], STATEMENT, &xml), Ok(()));
    let untrusted = Err(SignatureError::Untrusted);
    let others = [owner("500100732259"), owner("087-654-303 00"), owner("1177746123455")];
    assert_eq!(verify(&keys, &others, STATEMENT, &xml), untrusted);
    assert_eq!(verify(&keys, &[], STATEMENT, &xml), untrusted, "nobody is identified");
    assert_eq!(verify(&test_keys(), &[owner("1234567894")], STATEMENT, &xml), untrusted);
}

#[test]
fn a_line_of_the_file_is_a_key_and_its_owner() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("keys");
    let (hex, _) = trusted_key();
    let test = crate::ids::hex(&super::keys::test_key());
    for (wrong, why) in [
        ("dance 1234567894".to_owned(), "does not begin with"),
        (format!("{} 1234567894", &hex[1..]), "does not begin with"),
        (format!("{} 1234567894", "00".repeat(32)), "does not begin with"),
        (hex.clone(), "whose key"),
        (format!("{hex} 1234567895"), "whose key"),
        (format!("{hex} # 1234567894"), "whose key"),
        (format!("{hex} 1234567894 1177746123455"), "whose key"),
        (format!("{test} 1234567894"), "test key"),
    ] {
        std::fs::write(&file, format!("{hex} 1234567894\n{wrong}\n")).unwrap();
        let mut settings = Settings::new("data");
        settings.signing_keys = Some(file.clone());
        let error = SigningKeys::open(&settings).unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains(why), "{wrong}: {error}");
    }
}

#[test]
fn the_numbers_of_an_application_identify_its_signers() {
    let catalogue = crate::services::Catalogue::load(None).unwrap();
    let service = catalogue.get("mse_application").unwrap();
    let mut answers = Answers::default();
    for (path, text) in [
        ("snils", "112-233-445 95"),
        ("inn", "500100732259"),
        ("ogrn", "1177746123455"),
        ("organisation_inn", "1234567894"),
        // Looks like a СНИЛС, but its field is of another kind, so it identifies nobody.
        ("authority_number", "087-654-303 00"),
    ] {
        answers.set(path, Answer::Text(text.to_owned()));
    }
    let found = identified(service, &answers);
    let numbers = ["112-233-445 95", "500100732259", "1177746123455", "1234567894"];
    assert!(found.len() == 4 && numbers.iter().all(|number| found.contains(&owner(number))));
}

#[test]
fn a_changed_signature_is_not_trusted() {
    let xml = signed(STATEMENT);
    let value = xml.split("<value>").nth(1).unwrap().split('<').next().unwrap();
    let other = signed("other");
    let other = other.split("<value>").nth(1).unwrap().split('<').next().unwrap();
    let forged = xml.replace(value, other);
    assert_eq!(verify(&test_keys(), &[], STATEMENT, &forged), Err(SignatureError::Untrusted));
}

#[test]
fn anything_but_a_signature_is_unreadable() {
    let xml = signed(STATEMENT);
    let bomb = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let entity = xml.replace("?>\n", &format!("?>\n{bomb}")).replace("<notice>", "<notice>&b;");
    let twice = xml.replace("</signature>", "<value>AAAA</value></signature>");
    let nested = xml.replace("<value>", "<value><b/>");
    let many = xml.replace("</signature>", &format!("{}</signature>", "<a/>".repeat(10_000)));
    let deep = format!("{}{}", "<a>".repeat(20_000), "</a>".repeat(20_000));
    let namespace = xml.replace("urn:okno:signature:1", "urn:okno:signature:2");
    let algorithm = xml.replace("Ed25519", "none");
    let cut = &xml[..xml.len() - 5];
    for broken in [
        "",
        "<",
        "<a/>",
        "<>",
        "\u{0}",
        "<signature/>",
        cut,
        &entity,
        &twice,
        &nested,
        &many,
        &deep,
        &namespace,
        &algorithm,
    ] {
        let verified = verify(&test_keys(), &[], STATEMENT, broken);
        assert_eq!(verified, Err(SignatureError::Unreadable), "{:.80}", broken);
    }
}

#[test]
fn text_survives_a_reader_of_xml() {
    let text = "<a href=\"x\">\t&amp;\r\nѐ ' ]]> 😀";
    let xml = format!("<t a=\"{0}\">{0}</t>", escaped(text));
    let document = roxmltree::Document::parse(&xml).unwrap();
    assert_eq!(document.root_element().text(), Some(text));
    assert_eq!(document.root_element().attribute("a"), Some(text));
    assert_eq!(escaped("\u{1}\u{0}"), "\u{FFFD}\u{FFFD}");
}
