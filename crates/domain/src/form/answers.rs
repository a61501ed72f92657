use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Content of one input on the screen, valid or not.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum Answer {
    Flag(bool),
    Text(String),
    Many(Vec<String>),
}

impl Answer {
    /// Nothing typed, nothing chosen, not ticked.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Flag(ticked) => !ticked,
            Self::Text(text) => text.trim().is_empty(),
            Self::Many(chosen) => chosen.is_empty(),
        }
    }
}

// Answers are health data: a log line or a panic message must not show them.
impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answer(…)")
    }
}

/// The answers of a form by the path of the input: `field` or `field.part`, for example `name.surname`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answers(BTreeMap<String, Answer>);

impl Answers {
    pub fn get(&self, path: &str) -> Option<&Answer> {
        self.0.get(path)
    }

    /// The trimmed text at `path`; `None` if it is blank or the answer is not a text.
    pub fn text(&self, path: &str) -> Option<&str> {
        match self.0.get(path) {
            Some(Answer::Text(text)) => Some(text.trim()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    pub fn flag(&self, path: &str) -> bool {
        matches!(self.0.get(path), Some(Answer::Flag(true)))
    }

    pub fn many(&self, path: &str) -> &[String] {
        match self.0.get(path) {
            Some(Answer::Many(chosen)) => chosen,
            _ => &[],
        }
    }

    pub fn set(&mut self, path: impl Into<String>, answer: Answer) {
        self.0.insert(path.into(), answer);
    }

    pub fn remove(&mut self, path: &str) -> Option<Answer> {
        self.0.remove(path)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.0.iter().map(|(path, answer)| (path.as_str(), answer))
    }

    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

impl FromIterator<(String, Answer)> for Answers {
    fn from_iter<I: IntoIterator<Item = (String, Answer)>>(answers: I) -> Self {
        Self(answers.into_iter().collect())
    }
}

// Written by hand: serde's derived code for an untagged enum reads everything twice and is ten times larger.
impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> serde::de::Visitor<'de> for Any {
            type Value = Answer;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a flag, a text or texts")
            }
            fn visit_bool<E>(self, flag: bool) -> Result<Answer, E> {
                Ok(Answer::Flag(flag))
            }
            fn visit_str<E>(self, text: &str) -> Result<Answer, E> {
                Ok(Answer::Text(text.to_owned()))
            }
            fn visit_string<E>(self, text: String) -> Result<Answer, E> {
                Ok(Answer::Text(text))
            }
            fn visit_seq<A: serde::de::SeqAccess<'de>>(
                self,
                mut items: A,
            ) -> Result<Answer, A::Error> {
                let mut chosen = Vec::new();
                while let Some(item) = items.next_element()? {
                    chosen.push(item);
                }
                Ok(Answer::Many(chosen))
            }
        }
        from.deserialize_any(Any)
    }
}
