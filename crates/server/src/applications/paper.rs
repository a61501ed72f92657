//! Blocks and formats that the documents about an application share.

use super::parts::ApplicationStore;
use crate::cases::Case;
use crate::clock::office_time;
use crate::document::{Block, Document};
use crate::fail::Result;
use crate::files::FileRow;
use crate::keys::Keys;
use chrono::{DateTime, Utc};
use domain::form::Service;

pub(super) const TIMES: &str = "Время в документе московское.";

pub(super) const SUMS: &str = "Время в документе московское. По контрольной сумме SHA-256 можно убедиться, что файл не изменился.";

/// A document in the agency's name.
pub(super) fn document(
    applications: &ApplicationStore,
    title: String,
    issued_at: DateTime<Utc>,
    blocks: Vec<Block>,
) -> Document {
    Document { issuer: applications.base.letterhead.issuer(), title, issued_at, blocks }
}

/// Number, service, time of sending and, where there was a correction, its time.
pub(super) fn head(case: &Case) -> Result<Vec<Block>> {
    let mut head = vec![
        Block::fact("Номер заявления", &case.number),
        Block::fact("Услуга", case.title()?.get("ru")),
        Block::fact("Отправлено", moment(case.sent_at())),
    ];
    head.extend(case.corrected_at().map(|at| Block::fact("Исправлено", moment(at))));
    Ok(head)
}

/// Since when the application has had the content shown: the last correction, or else the sending.
pub(super) fn issued_at(case: &Case) -> DateTime<Utc> {
    case.corrected_at().unwrap_or(case.sent_at())
}

/// A file under the title of its document slot; `received` is the time of its arrival.
pub(super) fn file(
    keys: &Keys,
    service: Option<&Service>,
    file: &FileRow,
    received: Option<DateTime<Utc>>,
) -> Result<Block> {
    let slot = service.and_then(|service| service.slot(&file.slot));
    let label = slot.map_or("Документ", |slot| slot.title.get("ru"));
    let mut lines = vec![file.meta(keys)?.name, format!("Размер: {}", size(file.bytes()))];
    lines.extend(received.map(|at| format!("Получен: {}", moment(at))));
    lines.extend(file.sha256.as_ref().map(|sum| format!("SHA-256: {sum}")));
    Ok(Block::fact(label, lines.join("\n")))
}

/// `21.11.2026, 17:05:09`, in the office's time.
pub(super) fn moment(at: DateTime<Utc>) -> String {
    office_time(at).map(|at| at.format("%d.%m.%Y, %H:%M:%S").to_string()).unwrap_or_default()
}

/// `1,5 МБ`; a megabyte has 1 048 576 bytes.
pub(super) fn size(bytes: u64) -> String {
    const KB: u64 = 1024;
    const MB: u64 = 1024 * KB;
    let tenths = |unit: u64| {
        let tenths = bytes.saturating_mul(10).saturating_add(unit / 2) / unit;
        format!("{},{}", tenths / 10, tenths % 10)
    };
    match bytes {
        0..KB => format!("{bytes} Б"),
        KB..MB => format!("{} КБ", tenths(KB)),
        _ => format!("{} МБ", tenths(MB)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_times_are_written_as_people_read_them() {
        assert_eq!(
            [0, 1023, 1024, 1536, 5 * 1024 * 1024].map(size),
            ["0 Б", "1023 Б", "1,0 КБ", "1,5 КБ", "5,0 МБ"]
        );
        assert_eq!(moment("2026-11-21T21:05:09Z".parse().unwrap()), "22.11.2026, 00:05:09");
    }
}
