const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Value of the `Upload-Metadata` header: `key base64,key base64`, with values in UTF-8 and an empty value as the key alone.
/// Keys must be ASCII without spaces and commas.
#[must_use]
pub fn upload_metadata(pairs: &[(&str, &str)]) -> String {
    let pair = |(key, value): &(&str, &str)| match *value {
        "" => (*key).to_owned(),
        value => format!("{key} {}", base64(value.as_bytes())),
    };
    pairs.iter().map(pair).collect::<Vec<_>>().join(",")
}

/// Base64 with padding (RFC 4648, section 4), also for `Upload-Checksum: sha256 <base64>`.
#[must_use]
pub fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let six = (bits >> (18 - 6 * at)) & 63;
            let letter = ALPHABET.get(six as usize).copied().unwrap_or(b'=');
            text.push(if at <= group.len() { char::from(letter) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn vectors_of_rfc_4648() {
        for (plain, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
        assert_eq!(base64(&[0xFB, 0xFF, 0xFE]), "+//+");
    }

    #[test]
    fn metadata_is_utf_8_in_base64() {
        let pairs = [("filename", "паспорт.pdf"), ("draft", "x1"), ("sealed", "")];
        assert_eq!(upload_metadata(&pairs), "filename 0L/QsNGB0L/QvtGA0YIucGRm,draft eDE=,sealed");
        assert_eq!(upload_metadata(&[]), "");
    }

    proptest! {
        #[test]
        fn decodes_to_the_same_bytes(bytes: Vec<u8>) {
            let text = base64(&bytes);
            prop_assert_eq!(text.len(), bytes.len().div_ceil(3) * 4);
            let six = |c: u8| ALPHABET.iter().position(|letter| *letter == c).expect("of the alphabet") as u8;
            let sixes: Vec<u8> = text.trim_end_matches('=').bytes().map(six).collect();
            let bits: String = sixes.iter().map(|six| format!("{six:06b}")).collect();
            let eights = bits.as_bytes().chunks_exact(8).map(|b| std::str::from_utf8(b).expect("ASCII"));
            let decoded: Vec<u8> = eights.map(|b| u8::from_str_radix(b, 2).expect("bits")).collect();
            prop_assert_eq!(decoded, bytes);
        }
    }
}
