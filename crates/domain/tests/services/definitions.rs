//! Every definition can be published.

use super::folder::publications;
use domain::form::lint::lint_publication;
use std::collections::BTreeSet;

/// The languages of the app.
const LANGUAGES: [&str; 2] = ["ru", "en"];

#[test]
fn have_no_faults() {
    for (name, publication) in publications() {
        let faults = lint_publication(&publication, &LANGUAGES);
        assert!(faults.is_empty(), "{name}.json:\n{}", faults.join("\n"));
        assert_eq!(name, publication.service.id, "the file is called like the service");
    }
}

#[test]
fn are_those_that_the_requirements_name() {
    let names: Vec<String> = publications().into_keys().collect();
    assert_eq!(
        names,
        [
            "mse_appeal",
            "mse_application",
            "mse_copy",
            "mse_ipra_change",
            "mse_payments",
            "mse_reexamination",
            "so_administrative",
            "so_complaint",
            "so_medical"
        ]
    );
}

#[test]
fn number_their_applications_apart() {
    let mut prefixes = BTreeSet::new();
    for (name, publication) in publications() {
        assert!(prefixes.insert(publication.service.number_prefix), "{name}");
    }
}

#[test]
fn appeal_against_services_that_exist() {
    let publications = publications();
    for (name, publication) in &publications {
        for appealed in &publication.office.appeals {
            assert!(publications.contains_key(appealed), "{name}: {appealed}");
        }
    }
}

/// The service that renews a decision exists (M-45).
#[test]
fn are_renewed_with_services_that_exist() {
    let publications = publications();
    let mut renewed = Vec::new();
    for (name, publication) in &publications {
        let office = &publication.office;
        if office.valid_months.is_some() {
            let with = office.renews.as_deref().unwrap_or(name);
            assert!(publications.contains_key(with), "{name}: {with}");
            renewed.push((name.as_str(), with));
        }
    }
    assert_eq!(
        renewed,
        [("mse_application", "mse_reexamination"), ("mse_reexamination", "mse_reexamination")]
    );
}

/// Every field for known data of the citizen is filled in (M-11).
#[test]
fn fill_in_what_is_known_of_the_citizen() {
    for (name, publication) in publications() {
        let asked =
            ["name", "birth_date", "snils", "inn", "oms", "passport", "address", "phone", "email"];
        for id in asked {
            let asks = publication.service.fields().any(|field| field.id == id);
            assert_eq!(publication.office.prefill.contains_key(id), asks, "{name}: {id}");
        }
    }
}

/// МСЭ slots may accept text documents, those of special operations only scans (C-01). A file may have 5 МБ, and all files of
/// an operation 20 МБ together (C-02, C-03).
#[test]
fn limit_files_as_the_seeds_do() {
    use domain::file::FileType::{Jpeg, Pdf, Png};
    for (name, publication) in publications() {
        let service = publication.service;
        let operation = name.starts_with("so_");
        assert_eq!(service.max_total_bytes, operation.then_some(20 * 1_048_576), "{name}");
        for slot in service.slots() {
            assert_eq!(slot.policy.max_bytes, 5 * 1_048_576, "{name}/{}", slot.id);
            let scans = slot.policy.types == [Pdf, Jpeg, Png];
            assert_eq!(scans, operation, "{name}/{}", slot.id);
        }
    }
}
