use domain::form::Text;
use domain::wire::application::Remark;

/// Collects remarks from the command line: what each is about, then its texts.
#[derive(Default)]
pub(super) struct Remarks {
    pointer: Option<String>,
    texts: Vec<[String; 3]>,
}

impl Remarks {
    pub(super) fn at(&mut self, pointer: String) -> Result<(), &'static str> {
        if self.pointer.replace(pointer).is_some() { Err("--at needs a --text") } else { Ok(()) }
    }

    pub(super) fn text(&mut self, text: String) {
        self.texts.push([self.pointer.take().unwrap_or_default(), text, String::new()]);
    }

    pub(super) fn english(&mut self, text: String) -> Result<(), &'static str> {
        let [.., english] = self.texts.last_mut().ok_or("--text-en needs a --text before it")?;
        *english = text;
        Ok(())
    }

    pub(super) fn end(self) -> Result<Vec<Remark>, &'static str> {
        if self.pointer.is_some() {
            return Err("--at needs a --text");
        }
        Ok(self.texts.into_iter().map(remark).collect())
    }
}

fn remark([pointer, ru, en]: [String; 3]) -> Remark {
    let text = match en.as_str() {
        "" => Text::from([("ru", ru.as_str())]),
        en => Text::from([("ru", ru.as_str()), ("en", en)]),
    };
    Remark { pointer, text }
}
