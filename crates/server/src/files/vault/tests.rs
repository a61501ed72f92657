use super::*;
use tempfile::TempDir;

fn vault() -> (TempDir, Vault, Keys) {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(folder.path().to_owned());
    (folder, vault, Keys::new(&[1; 32]))
}

async fn append(vault: &Vault, keys: &Keys, at: Position, bytes: &[u8]) -> Position {
    let mut writer = Writer::open(vault, keys, "f", at).await.unwrap();
    writer.write(keys, bytes).await.unwrap();
    writer.flush(keys).await.unwrap();
    writer.position()
}

fn content(vault: &Vault, keys: &Keys) -> Result<Vec<u8>, VaultError> {
    let mut all = Vec::new();
    vault.read(keys, "f", |frame| all.extend_from_slice(frame))?;
    Ok(all)
}

#[tokio::test]
async fn what_was_written_in_parts_is_read_as_a_whole() {
    let (_folder, vault, keys) = vault();
    let bytes: Vec<u8> = (0..FRAME * 2 + 77).map(|n| (n % 251) as u8).collect();
    let at = append(&vault, &keys, Position::default(), &bytes[..100]).await;
    assert_eq!((at.received, at.frames), (100, 1));
    let at = append(&vault, &keys, at, &bytes[100..]).await;
    assert_eq!(at.received, bytes.len() as i64);
    assert_eq!(content(&vault, &keys).unwrap(), bytes);
    let raw = std::fs::read(vault.path("f")).unwrap();
    assert_eq!(raw.len() as i64, at.stored);
    assert!(!raw.windows(64).any(|window| window == &bytes[..64]), "plain text on the disk");
}

#[tokio::test]
async fn what_was_not_recorded_is_cut_off() {
    let (_folder, vault, keys) = vault();
    let at = append(&vault, &keys, Position::default(), b"recorded").await;
    append(&vault, &keys, at, b" lost").await;
    append(&vault, &keys, at, b" kept").await;
    assert_eq!(content(&vault, &keys).unwrap(), b"recorded kept");
}

#[tokio::test]
async fn what_the_disk_lost_is_counted_again() {
    let (_folder, vault, keys) = vault();
    let first = append(&vault, &keys, Position::default(), b"first").await;
    let second = append(&vault, &keys, first, b"second").await;
    let raw = std::fs::read(vault.path("f")).unwrap();
    std::fs::write(vault.path("f"), &raw[..raw.len() - 3]).unwrap();
    let writer = Writer::open(&vault, &keys, "f", second).await.unwrap();
    assert_eq!(writer.position(), first);
    assert_eq!(content(&vault, &keys).unwrap(), b"first");
}

#[tokio::test]
async fn damage_and_exchange_are_noticed() {
    let (_folder, vault, keys) = vault();
    let at = append(&vault, &keys, Position::default(), b"first").await;
    append(&vault, &keys, at, b"other").await;
    let raw = std::fs::read(vault.path("f")).unwrap();
    let (first, second) = raw.split_at(at.stored as usize);
    std::fs::write(vault.path("f"), [second, first].concat()).unwrap();
    assert!(matches!(content(&vault, &keys), Err(VaultError::Damaged(_))), "exchanged frames");
    let mut damaged = raw.clone();
    damaged[40] ^= 1;
    std::fs::write(vault.path("f"), &damaged).unwrap();
    assert!(matches!(content(&vault, &keys), Err(VaultError::Damaged(_))), "a flipped bit");
    std::fs::write(vault.path("f"), [255; 100]).unwrap();
    assert!(matches!(content(&vault, &keys), Err(VaultError::Damaged(_))), "an absurd length");
}

#[tokio::test]
async fn a_copy_is_whole_and_sealed_for_its_own_context() {
    let (_folder, vault, keys) = vault();
    let bytes: Vec<u8> = (0..FRAME * 2 + 77).map(|n| (n % 251) as u8).collect();
    let at = append(&vault, &keys, Position::default(), &bytes).await;
    assert_eq!(vault.copy(&keys, "f", "g").unwrap(), at);
    let mut copied = Vec::new();
    vault.read(&keys, "g", |frame| copied.extend_from_slice(frame)).unwrap();
    assert_eq!(copied, bytes);
    std::fs::rename(vault.path("g"), vault.path("f")).unwrap();
    assert!(matches!(content(&vault, &keys), Err(VaultError::Damaged(_))), "bound to its context");
    assert!(vault.copy(&keys, "f", "h").is_err(), "damage is not copied");
}
