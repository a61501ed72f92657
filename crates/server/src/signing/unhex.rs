/// Decodes `N` bytes from hexadecimal; `None` for anything else.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let is_hex = text.len() == 2 * N && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let byte = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    let bytes: Vec<u8> = is_hex.then(|| (0..N).map_while(|index| byte(2 * index)).collect())?;
    bytes.try_into().ok()
}
