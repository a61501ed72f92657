use super::Keys;
use std::fs;
use std::io::{self, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error("the key file: {0}")]
    Io(#[from] io::Error),
    #[error("the key file does not hold 32 bytes")]
    Length,
    #[error("there is a database but no key file: its content cannot be read without the key")]
    Lost,
}

/// Reads the master key. Without a key file, makes one that only the owner can read, unless `database` exists already: a
/// new key could not open its content.
pub(crate) fn load_or_make(path: &Path, database: &Path) -> Result<Keys, KeyFileError> {
    if !path.exists() {
        if database.exists() {
            return Err(KeyFileError::Lost);
        }
        make(path)?;
    }
    let bytes = fs::read(path)?;
    Ok(Keys::new(bytes.as_slice().try_into().map_err(|_| KeyFileError::Length)?))
}

/// Writes the key to a temporary file and links it into place, so that no other process reads half a key or replaces a
/// whole one.
fn make(path: &Path) -> io::Result<()> {
    let aside = path.with_extension(crate::ids::new_id());
    let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&aside)?;
    file.write_all(&crate::ids::random::<32>())?;
    file.sync_all()?;
    let linked = fs::hard_link(&aside, path);
    fs::remove_file(&aside)?;
    match linked {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn the_key_is_made_once_and_private() {
        let folder = tempfile::tempdir().unwrap();
        let (key, database) = (folder.path().join("key"), folder.path().join("okno.db"));
        let sealed = load_or_make(&key, &database).unwrap().seal("a", b"b").unwrap();
        assert_eq!(load_or_make(&key, &database).unwrap().open("a", &sealed).unwrap(), b"b");
        assert_eq!(fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_lost_key_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (key, database) = (folder.path().join("key"), folder.path().join("okno.db"));
        fs::write(&database, "").unwrap();
        assert!(matches!(load_or_make(&key, &database), Err(KeyFileError::Lost)));
        fs::write(&key, "short").unwrap();
        assert!(matches!(load_or_make(&key, &database), Err(KeyFileError::Length)));
    }
}
