use crate::letterhead::Letterhead;

/// A letter to a citizen (S-21): greets, tells what has happened and what to do about it.
#[derive(Clone)]
pub(crate) struct Letter {
    /// Phones show it on the lock screen: see [`super`].
    pub(crate) line: String,
    what: String,
    todo: Option<String>,
    visit: Option<Appointment>,
    link: Option<String>,
}

/// When and where somebody is expected. Says nothing of why: neither the institution's name nor what is done there.
#[derive(Clone)]
pub(crate) struct Appointment {
    /// `24 ноября 2026 года в 10:30`
    pub(crate) when: String,
    /// City, street and house.
    pub(crate) address: String,
    /// Names the time zone, with a full stop.
    pub(crate) zone: String,
    pub(crate) phone: String,
}

// Letters name people, and what has happened to them.
impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Letter(…)")
    }
}

impl Letter {
    /// `what` has happened, in whole sentences.
    pub(crate) fn new(line: impl Into<String>, what: impl Into<String>) -> Self {
        Self { line: line.into(), what: what.into(), todo: None, visit: None, link: None }
    }

    /// Adds to the line and to what has happened; `more` begins with a space.
    pub(crate) fn and(self, more: &str) -> Self {
        Self { line: self.line + more, what: self.what + more, ..self }
    }

    /// What the reader should do, in whole sentences.
    pub(crate) fn todo(self, todo: impl Into<String>) -> Self {
        Self { todo: Some(todo.into()), ..self }
    }

    pub(crate) fn says_what_to_do(&self) -> bool {
        self.todo.is_some()
    }

    pub(crate) fn visit(self, visit: Option<Appointment>) -> Self {
        Self { visit, ..self }
    }

    /// The page that it is about, as [`Letterhead::link`] writes it.
    pub(crate) fn link(self, link: String) -> Self {
        Self { link: Some(link), ..self }
    }

    /// [`Letter::link`], unless there is one.
    pub(crate) fn or_link(self, link: impl FnOnce() -> String) -> Self {
        Self { link: self.link.or_else(|| Some(link())), ..self }
    }

    /// What stands below the line. `name`: how to address the reader, if they are known.
    pub(super) fn body(&self, head: &Letterhead, name: Option<&str>) -> String {
        let greeting = match name {
            Some(name) => format!("Здравствуйте, {name}!"),
            None => "Здравствуйте!".to_owned(),
        };
        let visit = self.visit.as_ref().map(|Appointment { when, address, zone, phone }| {
            format!("{when}, {address}. {zone} Телефон: {phone}")
        });
        let lines = [
            ("Что сделать", self.todo.as_ref()),
            ("Когда и где", visit.as_ref()),
            ("Открыть", self.link.as_ref()),
            ("Вопросы", head.support_phone.as_ref()),
        ];
        let lines =
            lines.into_iter().filter_map(|(label, text)| Some(format!("\n{label}: {}", text?)));
        format!("{greeting}\n\n{}\n{}", self.what, lines.collect::<String>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_has_only_the_lines_that_it_needs() {
        let head = Letterhead::default();
        let letter = Letter::new("Пароль изменён.", "Пароль изменён вчера.");
        assert_eq!(letter.body(&head, None), "Здравствуйте!\n\nПароль изменён вчера.\n");
        let visit = Appointment {
            when: "24 ноября".to_owned(),
            address: "Казань, улица Мира, 5".to_owned(),
            zone: "Время местное (МСК).".to_owned(),
            phone: "+7 843 000-00-00".to_owned(),
        };
        let head = Letterhead {
            support_phone: Some("8 800 000-00-00".to_owned()),
            ..Letterhead::default()
        };
        let letter = letter.todo("Приходите.").visit(Some(visit)).link(head.link("/bookings/1"));
        assert_eq!(
            letter.body(&head, Some("Анна Сергеевна")),
            "Здравствуйте, Анна Сергеевна!\n\nПароль изменён вчера.\n\nЧто сделать: Приходите.\n\
             Когда и где: 24 ноября, Казань, улица Мира, 5. Время местное (МСК). Телефон: +7 843 000-00-00\n\
             Открыть: /bookings/1\nВопросы: 8 800 000-00-00"
        );
    }
}
