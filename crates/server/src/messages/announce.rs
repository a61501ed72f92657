//! Tells of a message: a line in the journal and, if it is the office's, a letter. The words stay in the message.

use super::parts::MessageStore;
use crate::audit::By;
use crate::cases::{Case, letters};
use crate::fail::Result;
use crate::journal::{self, Entry};
use crate::outbox::Letter;
use domain::form::Text;
use domain::wire::event::Change;
use domain::wire::message::ActionKind;
use sqlx::{Sqlite, Transaction};

/// A message that was just written.
pub(super) struct Said<'a> {
    pub(super) id: &'a str,
    pub(super) action: Option<ActionKind>,
}

pub(super) async fn announce(
    messages: &MessageStore,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    by: By<'_>,
    said: Said<'_>,
) -> Result<()> {
    let comment = match by {
        By::Citizen => {
            Text::from([("ru", "Вы написали в бюро."), ("en", "You have written to the bureau.")])
        }
        By::System | By::Staff(_) => {
            Text::from([("ru", "Бюро написало вам."), ("en", "The bureau has written to you.")])
        }
    };
    line(messages, tx, case, by, said.id, Some(&comment)).await?;
    match by {
        By::Citizen => Ok(()),
        By::System | By::Staff(_) => {
            let link = messages.base.letterhead.link(&format!("/messages/{}", case.id));
            let letter = letter(&case.number, said.action).link(link);
            letters::send(&messages.cases, tx, &case.id, letter).await
        }
    }
}

/// A line about a message; without a comment it is for streams only.
pub(super) async fn line(
    messages: &MessageStore,
    tx: &mut Transaction<'_, Sqlite>,
    case: &Case,
    by: By<'_>,
    message: &str,
    comment: Option<&Text>,
) -> Result<()> {
    let now = messages.base.clock.now_ms();
    let entry = Entry {
        kind: Change::Message,
        subject: Some(message),
        comment,
        ..Entry::of((&case.account, &case.id), case.state(), by, now)
    };
    journal::write(&messages.base.keys, tx, entry).await?;
    Ok(())
}

fn letter(number: &str, action: Option<ActionKind>) -> Letter {
    let todo = match action {
        Some(ActionKind::Confirm) => "Прочитайте сообщение и решите, даёте ли согласие.",
        Some(ActionKind::Upload) => {
            "Прочитайте сообщение и приложите документ, о котором в нём просят."
        }
        Some(ActionKind::Answer) => "Прочитайте сообщение и ответьте на него.",
        Some(ActionKind::Other) | None => "Прочитайте сообщение. Ответить можно там же.",
    };
    Letter::new(
        format!("Вам написали по заявлению {number}."),
        format!("Специалист написал вам по заявлению {number}. Сообщение ждёт в личном кабинете."),
    )
    .todo(todo)
}
