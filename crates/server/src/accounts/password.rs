use crate::fail::{Fail, Result};
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use domain::wire::problem::ProblemCode;
use std::sync::OnceLock;
use tokio::sync::Semaphore;

/// Argon2id memory in KiB and number of passes. 19 MiB and two passes are the minimum that OWASP recommends. A debug build
/// is about fifty times slower and never runs in production, so it does less.
const COST: (u32, u32) = if cfg!(debug_assertions) { (512, 1) } else { (19 * 1024, 2) };

/// At most two hashes are computed at a time: each takes 19 MiB and a whole core.
static PERMITS: Semaphore = Semaphore::const_new(2);

/// So many may wait for a check, about a second long. Whoever comes then is told to come back.
static QUEUE: Semaphore = Semaphore::const_new(40);

/// Hashes a password. Returns a PHC string, which includes parameters and salt.
pub(crate) async fn hash(password: String) -> Result<String> {
    off_thread(move || hash_now(&password)).await?.ok_or(Fail::Internal("a password hash"))
}

/// Checks `password` against `hash`. Without an account (`None`) it does the same work, so that the response time does not
/// reveal which logins exist.
///
/// `Unavailable` when too many wait for their turn.
pub(crate) async fn verify(password: String, hash: Option<String>) -> Result<bool> {
    let _place = QUEUE.try_acquire().map_err(|_| ProblemCode::Unavailable)?;
    off_thread(move || {
        let account_exists = hash.is_some();
        let hash = hash.or_else(|| dummy_hash().map(str::to_owned)).unwrap_or_default();
        let Ok(hash) = PasswordHash::new(&hash) else { return false };
        hasher().verify_password(password.as_bytes(), &hash).is_ok() && account_exists
    })
    .await
}

/// Whether `hash` was computed at another cost than today's.
pub(crate) fn is_outdated(hash: &str) -> bool {
    let (memory, passes) = COST;
    let params = PasswordHash::new(hash).ok().and_then(|hash| Params::try_from(&hash).ok());
    params.is_none_or(|params| (params.m_cost(), params.t_cost()) != (memory, passes))
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _permit = PERMITS.acquire().await.map_err(|_| Fail::Internal("password permits"))?;
    tokio::task::spawn_blocking(work).await.map_err(|_| Fail::Internal("password work"))
}

fn hash_now(password: &str) -> Option<String> {
    let salt: [u8; 16] = crate::ids::random();
    let hash = hasher().hash_password_with_salt(password.as_bytes(), &salt).ok()?;
    Some(hash.to_string())
}

fn dummy_hash() -> Option<&'static str> {
    static DUMMY: OnceLock<Option<String>> = OnceLock::new();
    DUMMY.get_or_init(|| hash_now(&crate::ids::new_secret())).as_deref()
}

fn hasher() -> Argon2<'static> {
    let (memory, passes) = COST;
    let params = Params::new(memory, passes, 1, None).unwrap_or(Params::DEFAULT);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn only_the_right_password_passes() {
        let hash = hash("Okno-2026!".to_owned()).await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m="), "{hash}");
        assert!(verify("Okno-2026!".to_owned(), Some(hash.clone())).await.unwrap());
        assert!(!verify("okno-2026!".to_owned(), Some(hash)).await.unwrap());
        assert!(!verify("Okno-2026!".to_owned(), Some("no hash".to_owned())).await.unwrap());
        assert!(!verify("Okno-2026!".to_owned(), None).await.unwrap());
    }
}
