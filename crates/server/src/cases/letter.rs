//! What letters about a case say. Their first lines are visible on lock screens: they say that something has happened, but not what.

use super::words;
use crate::outbox::Letter;
use chrono::NaiveDate;
use domain::case::CaseState;

/// What is up to the citizen while the office works on the case. `chooses_date`: the day of a visit.
pub(crate) fn todo(chooses_date: bool) -> &'static str {
    match chooses_date {
        true => "Выберите в личном кабинете день визита.",
        false => "Пока ничего. Если что-то понадобится, напишем.",
    }
}

/// The application has arrived; `due` is the day by which a decision is expected.
pub(crate) fn sent(number: &str, due: NaiveDate, chooses_date: bool) -> Letter {
    let todo = todo(chooses_date);
    Letter::new(
        format!("Заявление {number} принято. О каждом изменении мы сообщим здесь и в личном кабинете."),
        format!(
            "Заявление {number} принято. Сначала автоматически проверим документы, потом его возьмёт специалист. Решение ожидается до {}.",
            words::day(due).ru
        ),
    )
    .todo(format!("{todo} Сохраните номер: по нему вы и мы найдём заявление."))
}

/// Corrections have arrived; `due` as for [`sent`], and whether it has moved.
pub(crate) fn corrected(
    number: &str,
    due: NaiveDate,
    has_moved: bool,
    chooses_date: bool,
) -> Letter {
    let day = words::day(due).ru;
    let (line, term) = match has_moved {
        true => (
            format!("Продолжаем его рассматривать. Новый срок: до {day}."),
            format!("Новый срок: до {day}. Пока мы ждали исправлений, он был остановлен."),
        ),
        false => {
            ("Продолжаем его рассматривать.".to_owned(), format!("Решение ожидается до {day}."))
        }
    };
    Letter::new(
        format!("Исправления к заявлению {number} получены. {line}"),
        format!("Исправления к заявлению {number} получены, продолжаем его рассматривать. Номер остался прежним. {term}"),
    )
    .todo(todo(chooses_date))
}

/// The office has refused a file. Which one and why is read in the account.
pub(crate) fn file_refused(number: &str) -> Letter {
    Letter::new(
        format!("По заявлению {number} не принят один из файлов: подробности в личном кабинете."),
        format!("По заявлению {number} не принят один из файлов. Какой и почему, написано в личном кабинете."),
    )
    .todo("Прочитайте в личном кабинете, почему. Новый файл можно прислать там же, в сообщении.")
}

/// The case has moved to `state`. `chooses_date`: it is now up to the citizen to choose the day of a visit.
pub(crate) fn moved(number: &str, state: CaseState, chooses_date: bool) -> Letter {
    let (line, what, todo) = match state {
        CaseState::Submitted => (
            "принято",
            "принято. Сначала автоматически проверим документы, потом его возьмёт специалист.",
            todo(chooses_date),
        ),
        CaseState::InReview => (
            "на проверке",
            "на проверке: документы на месте, их изучают специалисты.",
            todo(chooses_date),
        ),
        CaseState::NeedsInfo => (
            "ждёт ваших исправлений: что исправить, написано в личном кабинете",
            "ждёт ваших исправлений. Пока вы не ответите, срок рассмотрения остановлен.",
            "Прочитайте в личном кабинете, что исправить, и отправьте заявление снова. Номер останется прежним.",
        ),
        CaseState::Approved | CaseState::Rejected => (
            "рассмотрено: решение ждёт в личном кабинете",
            "рассмотрено.",
            "Прочитайте решение в личном кабинете. Там же его можно скачать, и написано, что делать дальше.",
        ),
        CaseState::Withdrawn => (
            "отозвано",
            "отозвано: вы передумали, и мы больше его не рассматриваем.",
            "Ничего. Если заявление отозвали не вы, позвоните нам. Новое можно подать сразу.",
        ),
    };
    let todo = match (chooses_date, state) {
        (true, CaseState::Approved) => format!("{todo} Выберите день визита."),
        _ => todo.to_owned(),
    };
    Letter::new(format!("Заявление {number} {line}."), format!("Заявление {number} {what}"))
        .todo(todo)
}
