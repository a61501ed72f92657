use super::{NewAccount, Passport, Profile, Residence, hash, insert};
use crate::base::Base;
use crate::fail::{Fail, Result};
use chrono::NaiveDate;
use sqlx::{Sqlite, Transaction};

pub(crate) const DEMO_LOGIN: &str = "+7 900 000-00-01";
pub(crate) const DEMO_PASSWORD: &str = "Okno-2026!";

/// Creates the demo accounts that do not exist yet.
pub(crate) async fn seed(base: &Base) -> Result<()> {
    let hash = hash(DEMO_PASSWORD.to_owned()).await?;
    let mut tx = base.db.begin().await?;
    for profile in people() {
        insert(base, &mut tx, &known(&profile), &hash).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Adds an account that cannot sign in. For the test doors.
pub(crate) async fn add_stranger(base: &Base, tx: &mut Transaction<'_, Sqlite>) -> Result<String> {
    let accounts: i64 =
        sqlx::query_scalar("SELECT count(*) FROM accounts").fetch_one(&mut **tx).await?;
    let (phone, email) =
        (format!("+7901{accounts:07}"), format!("stranger{accounts}@okno.example"));
    let profile = person(["Неизвестный", "Человек", "Иванович", &phone, &email]);
    insert(base, tx, &known(&profile), "").await?.ok_or(Fail::Internal("a stranger"))
}

/// Three accounts: the demo citizen, a second citizen who must not see the first one's cases, and one with a complete
/// profile. No operator uses these phone numbers, and the mail domain cannot exist (RFC 2606).
fn people() -> [Profile; 3] {
    [
        person(["Петрова", "Анна", "Сергеевна", "+79000000001", "demo@okno.example"]),
        person(["Сидоров", "Пётр", "Ильич", "+79000000002", "second@okno.example"]),
        Profile {
            birth_date: NaiveDate::from_ymd_opt(1968, 3, 21),
            snils: Some("112-233-445 95".to_owned()),
            inn: Some("123456789047".to_owned()),
            oms: Some("1234567890123452".to_owned()),
            passport: NaiveDate::from_ymd_opt(2013, 4, 15).map(|issued| Passport {
                number: "4509 123456".to_owned(),
                issued,
                department: "770-001".to_owned(),
                issuer: "ОВД района Арбат города Москвы".to_owned(),
            }),
            residence: Some(Residence {
                postcode: "620014".to_owned(),
                region: "Свердловская область".to_owned(),
                place: "Екатеринбург".to_owned(),
                street: "ул. Мира, д. 5, кв. 12".to_owned(),
            }),
            ..person(["Кузнецова", "Мария", "Павловна", "+79000000003", "profile@okno.example"])
        },
    ]
}

fn known(profile: &Profile) -> NewAccount<'_> {
    NewAccount { profile, agreement: None, is_confirmed: true, has_email: true }
}

fn person(texts: [&str; 5]) -> Profile {
    let [surname, given, patronymic, phone, email] = texts.map(str::to_owned);
    Profile::new([surname, given], Some(patronymic), [phone, email])
}
