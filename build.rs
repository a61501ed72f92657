//! Turns `locales/<language>/<part>.json` into functions, so that a missing text, a missing parameter or a text that nobody uses is a
//! compiler's finding. The texts themselves are fetched at run time, in the chosen language only.

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

/// The files of a language: one for each part of the app, fetched with it.
const PARTS: [&str; 6] = ["main", "account", "booking", "cases", "form", "search"];

fn main() {
    println!("cargo::rerun-if-changed=locales");
    let mut all = Texts::new();
    for (language, plurals) in LANGUAGES {
        // What scripts/boot.js says without the app.
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

/// The `{names}` in a text, or in all its plural forms together. They become arguments in alphabetical order: another
/// wording must not change what a call means.
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
            let names = parameters(value);
            let mut arguments: Vec<String> =
                names.iter().map(|name| format!("{name}: &str")).collect();
            let pairs: Vec<String> =
                names.iter().map(|name| format!("({name:?}, {name})")).collect();
            let pairs = pairs.join(", ");
            let body = match value {
                Value::Object(_) => {
                    arguments.insert(0, "count: u32".to_owned());
                    format!("{root}plural({key:?}, count, &[{pairs}])")
                }
                _ if pairs.is_empty() => format!("{root}text({key:?})"),
                _ => format!("{root}filled({key:?}, &[{pairs}])"),
            };
            let arguments = arguments.join(", ");
            let _ = writeln!(code, "pub(crate) fn {name}({arguments}) -> String {{ {body} }}");
        }
        for (name, module) in &self.modules {
            let _ = writeln!(code, "pub(crate) mod {name} {{\n{}}}", module.code(depth + 1));
        }
        code
    }
}
