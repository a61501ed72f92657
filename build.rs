//! Generates functions and structs from `locales/<language>/<part>.json`, so that the compiler reports a missing text, a
//! missing parameter, and a text that nobody uses. The app fetches the texts themselves at run time, in the chosen language
//! only.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a build script that cannot go on must stop the build"
)]

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

const LANGUAGES: [(&str, &[&str]); 2] =
    [("ru", &["one", "few", "many", "other"]), ("en", &["one", "other"])];

type Texts = BTreeMap<String, Value>;

/// The files of each language: one per part of the app, fetched together with it.
const PARTS: [&str; 13] = [
    "main",
    "account",
    "agreement",
    "attach",
    "booking",
    "cases",
    "feedback",
    "form",
    "messages",
    "profile",
    "registration",
    "search",
    "security",
];

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let mut all = Texts::new();
    for (language, plurals) in LANGUAGES {
        // The texts that scripts/boot.js shows before the app runs.
        let words = format!("{language}/boot");
        compare(&read("ru", "boot"), &words, plurals, &read(language, "boot"));
    }
    for part in PARTS {
        let russian = read("ru", part);
        for (language, plurals) in LANGUAGES {
            compare(&russian, &format!("{language}/{part}"), plurals, &read(language, part));
        }
        for (key, text) in russian {
            assert!(all.insert(key.clone(), text).is_none(), "«{key}» stands in two parts");
        }
    }
    let code = Module::of(&all).code(0);
    let target = Path::new(&env::var("OUT_DIR").expect("cargo sets OUT_DIR")).join("tr.rs");
    fs::write(target, code).expect("OUT_DIR can be written");
}

fn read(language: &str, part: &str) -> Texts {
    let path = format!("locales/{language}/{part}.json");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn compare(russian: &Texts, name: &str, plurals: &[&str], texts: &Texts) {
    let keys = |texts: &Texts| texts.keys().cloned().collect::<BTreeSet<_>>();
    let odd: Vec<_> = keys(russian).symmetric_difference(&keys(texts)).cloned().collect();
    assert!(odd.is_empty(), "locales/{name}.json differs from the Russian one in {odd:?}");
    for (key, value) in texts {
        let place = format!("locales/{name}.json: «{key}»");
        assert_eq!(parameters(value), parameters(&russian[key]), "{place}: other parameters");
        if let Value::Object(forms) = value {
            let forms: BTreeSet<_> = forms.keys().map(String::as_str).collect();
            assert_eq!(forms, plurals.iter().copied().collect(), "{place}: wrong plural forms");
        }
    }
}

/// The `{names}` in a text, or in all of its plural forms.
fn parameters(value: &Value) -> BTreeSet<String> {
    let of = |text: &str| {
        text.split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
            .collect::<Vec<_>>()
    };
    match value {
        Value::String(text) => of(text).into_iter().collect(),
        Value::Object(forms) => forms
            .values()
            .filter_map(Value::as_str)
            .flat_map(of)
            .filter(|name| name != "count")
            .collect(),
        _ => panic!("a text is a string or an object of plural forms"),
    }
}

#[derive(Default)]
struct Module {
    modules: BTreeMap<String, Module>,
    functions: BTreeMap<String, (String, Value)>,
}

impl Module {
    fn of(texts: &Texts) -> Self {
        let mut root = Self::default();
        for (key, value) in texts {
            let mut module = &mut root;
            let mut parts: Vec<&str> = key.split('.').collect();
            let name = parts.pop().unwrap_or_default();
            for part in parts {
                module = module.modules.entry(part.to_owned()).or_default();
            }
            module.functions.insert(name.to_owned(), (key.clone(), value.clone()));
        }
        root
    }

    fn code(&self, depth: usize) -> String {
        let mut code = String::new();
        let root = "super::".repeat(depth + 1);
        for (name, (key, value)) in &self.functions {
            code += &function(&root, name, key, value);
        }
        for (name, module) in &self.modules {
            let _ = writeln!(code, "pub(crate) mod {name} {{\n{}}}", module.code(depth + 1));
        }
        code
    }
}

/// Code of the function that returns a text.
///
/// A text with two or more parameters becomes a struct, `tr::cancel::What { place, when }.text()`: with positional `&str`
/// arguments the compiler would not notice that two are swapped.
fn function(root: &str, name: &str, key: &str, value: &Value) -> String {
    let names = parameters(value);
    let is_plural = value.is_object();
    let pairs = |prefix: &str| {
        let pairs = names.iter().map(|name| format!("({name:?}, {prefix}{name})"));
        pairs.collect::<Vec<_>>().join(", ")
    };
    let filled = |prefix: &str| {
        let pairs = pairs(prefix);
        match (is_plural, names.is_empty()) {
            (true, _) => format!("{root}plural({key:?}, {prefix}count, &[{pairs}])"),
            (false, true) => format!("{root}text({key:?})"),
            (false, false) => format!("{root}filled({key:?}, &[{pairs}])"),
        }
    };
    let mut typed: Vec<String> = names.iter().map(|name| format!("{name}: &str")).collect();
    if is_plural {
        typed.insert(0, "count: u32".to_owned());
    }
    if names.len() < 2 {
        let arguments = typed.join(", ");
        let body = filled("");
        return format!("pub(crate) fn {name}({arguments}) -> String {{ {body} }}\n");
    }
    let fields = typed.iter().map(|field| format!("pub(crate) {field}").replace('&', "&'a "));
    let (name, fields, body) =
        (camel_case(name), fields.collect::<Vec<_>>().join(", "), filled("self."));
    format!(
        "pub(crate) struct {name}<'a> {{ {fields} }}\n\
         impl {name}<'_> {{ pub(crate) fn text(&self) -> String {{ {body} }} }}\n"
    )
}

fn camel_case(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
    };
    name.split('_').map(word).collect::<Vec<String>>().concat()
}
