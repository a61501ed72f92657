use super::{Profile, hash, insert};
use crate::app::App;
use crate::fail::Result;

pub(crate) const DEMO_LOGIN: &str = "+7 900 000-00-01";
pub(crate) const DEMO_PASSWORD: &str = "Okno-2026!";

/// The demo citizen, and a stranger who must not see the citizen's affairs. Phones of no operator, mail of a domain
/// that cannot exist (RFC 2606).
const PEOPLE: [[&str; 5]; 2] = [
    ["Петрова", "Анна", "Сергеевна", "+79000000001", "demo@okno.example"],
    ["Сидоров", "Пётр", "Ильич", "+79000000002", "second@okno.example"],
];

/// Makes the demo accounts that are missing.
pub(crate) async fn seed(app: &App) -> Result<()> {
    let hash = hash(DEMO_PASSWORD.to_owned()).await?;
    let mut tx = app.db.begin().await?;
    for [surname, given, patronymic, phone, email] in PEOPLE.map(|person| person.map(str::to_owned))
    {
        let profile = Profile { surname, given, patronymic: Some(patronymic), phone, email };
        insert(app, &mut tx, &profile, &hash).await?;
    }
    tx.commit().await?;
    Ok(())
}
