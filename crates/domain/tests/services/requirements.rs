//! The rules of the requirements, each tested with its service: valid answers, one change, and what that opens or reports.

use super::folder::{examples, publications, today};
use domain::form::{Answer, FieldError, check, visible};
use domain::values::{PassportError, format_date};

/// A set of answers, the changes to it (an empty value removes the answer), and a place.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str);

fn changed(set: &str, changes: &[(&str, &str)]) -> (domain::form::Service, domain::form::Answers) {
    let id = set.split('.').next().expect("a name");
    let service = publications().remove(id).expect("a service").service;
    let mut answers = examples(today()).remove(set).expect("a set").answers;
    for (path, value) in changes {
        let past = value.strip_prefix("@-").map(|days| {
            let days = chrono::Days::new(days.parse().expect("days"));
            format_date(today().checked_sub_days(days).expect("a day"))
        });
        let value = past.unwrap_or_else(|| (*value).to_owned());
        let many = matches!(answers.get(path), Some(Answer::Many(_)));
        let list = || value.split(' ').map(str::to_owned).collect();
        answers.set(*path, if many { Answer::Many(list()) } else { Answer::Text(value.clone()) });
    }
    (service, answers)
}

#[test]
fn open_what_they_ask_for() {
    let cases: &[Case] = &[
        // M-10: organisations sign, and show by which contract they apply.
        ("mse_application", &[("applicant", "organisation")], "signature"),
        ("mse_application", &[("applicant", "organisation")], "agreement"),
        ("mse_application", &[("applicant", "organisation")], "ogrn"),
        // A minor needs a representative, whatever the answer to «applicant» is.
        ("mse_application", &[("birth_date", "21.11.2010")], "representative"),
        ("mse_application", &[("birth_date", "21.11.2010")], "kinship_proof"),
        // M-37, S-23: the form asks for the reason of a late appeal and does not refuse it.
        (
            "mse_appeal",
            &[("decision.received", "@-31"), ("decision.issued", "@-31")],
            "late_reason",
        ),
        (
            "so_complaint",
            &[("decision.received", "@-31"), ("decision.issued", "@-31")],
            "late_reason",
        ),
        // Adults in care need a representative too.
        ("mse_copy", &[("applicant", "representative")], "representative"),
        ("mse_copy", &[("applicant", "representative")], "kinship_proof"),
        ("mse_ipra_change", &[("applicant", "representative")], "representative"),
        ("mse_ipra_change", &[("applicant", "representative")], "kinship_proof"),
        ("mse_payments", &[("applicant", "representative")], "representative"),
        ("mse_payments", &[("applicant", "representative")], "kinship_proof"),
        ("mse_reexamination", &[("applicant", "representative")], "representative"),
        ("mse_reexamination", &[("applicant", "representative")], "kinship_proof"),
        ("mse_payments", &[("birth_date", "21.11.2010")], "representative"),
        // M-39: the employer's certificate, if needed.
        ("mse_reexamination", &[("reasons", "work")], "employer"),
        // S-06, S-10, C-24: the policy, or the receipt of what was paid.
        ("so_medical", &[("payment", "oms")], "oms_scan"),
        ("so_medical", &[("payment", "oms")], "consent_oms_v3"),
        ("so_medical", &[("payment", "paid")], "receipt"),
        // S-12: the elderly, and minors with the medical need.
        ("so_administrative", &[("birth_date", "21.11.1961")], "expertise"),
        ("so_medical", &[("birth_date", "21.11.1961")], "expertise"),
        ("so_medical", &[("birth_date", "22.11.2008")], "necessity"),
        ("so_medical", &[("birth_date", "22.11.2008")], "representative_consent"),
        // S-13: a citizen who has moved within a year proves it.
        ("so_administrative", &[("lives_since", "21.11.2025")], "move_proof"),
        ("so_administrative", &[("has_other_addresses", "yes")], "addresses"),
        // S-08: СНИЛС and a card with an electronic signature.
        ("so_administrative", &[("identity_kind", "snils_card")], "signature"),
        // S-16: documents by the type of the operation.
        ("so_administrative", &[("operation_group", "oncological")], "histology"),
    ];
    for (set, changes, place) in cases {
        let (service, answers) = changed(set, changes);
        let visible = visible(&service, &answers, today());
        let open = [&visible.steps, &visible.fields, &visible.slots];
        assert!(open.iter().any(|places| places.contains(*place)), "{set} {changes:?}: {place}");
    }
}

#[test]
fn keep_shut_what_they_do_not_ask_for() {
    let cases: &[Case] = &[
        ("mse_application", &[("applicant", "citizen")], "signature"),
        ("mse_application", &[("birth_date", "21.11.2008")], "representative"),
        ("mse_payments", &[("birth_date", "21.11.2008")], "representative"),
        (
            "mse_appeal",
            &[("decision.received", "@-30"), ("decision.issued", "@-30")],
            "late_reason",
        ),
        ("so_medical", &[("payment", "oms")], "receipt"),
        ("so_medical", &[("payment", "paid")], "oms"),
        ("so_administrative", &[("birth_date", "22.11.1961")], "expertise"),
        ("so_administrative", &[("lives_since", "20.11.2025")], "move_proof"),
        ("so_administrative", &[("identity_kind", "passport")], "signature"),
    ];
    for (set, changes, place) in cases {
        let (service, answers) = changed(set, changes);
        let visible = visible(&service, &answers, today());
        let open = [&visible.steps, &visible.fields, &visible.slots];
        assert!(!open.iter().any(|places| places.contains(*place)), "{set} {changes:?}: {place}");
    }
}

#[test]
fn find_what_contradicts_itself() {
    let cases: &[Case] = &[
        ("mse_application.minor", &[("birth_date", "21.11.2012")], "birth_certificate_at_14"),
        (
            "mse_application.minor",
            &[("representative_birth_date", "22.11.2008")],
            "representative_under_18",
        ),
        (
            "mse_application.minor",
            &[("representative_snils", "08765430300")],
            "representative_same_snils",
        ),
        ("mse_appeal", &[("birth_date", "20.11.2026")], "decision_before_birth"),
        ("mse_reexamination.minor", &[("annulled_on", "14.10.2024")], "annulled_before_issued"),
        (
            "mse_reexamination",
            &[("previous_state", "expired"), ("previous_ended", "14.10.2024")],
            "ended_before_issued",
        ),
        ("mse_reexamination", &[("previous_state", "indefinite")], "term_though_indefinite"),
        ("mse_reexamination", &[("reasons", "annulled")], "annulled_though_not"),
        ("mse_ipra_change", &[("ipra_issued", "@-9")], "conclusion_before_ipra"),
        ("mse_copy", &[("conclusion_date", "20.03.1968")], "conclusion_before_birth"),
        ("mse_payments", &[("group", "child")], "child_at_18"),
        ("mse_payments", &[("carer_snils", "112 233 445 95")], "carer_is_applicant"),
        ("so_administrative", &[("region", "other")], "region_not_served"),
        ("so_medical", &[("region", "other")], "region_not_served"),
        (
            "so_administrative",
            &[("identity_kind", "service_passport")],
            "service_passport_without_organisation",
        ),
        ("so_administrative", &[("citizenship", "other")], "foreigner_with_passport"),
        (
            "so_administrative",
            &[("residence.postcode", "620 014"), ("residence.street", "ул. Мира, д. 5, кв. 12")],
            "residence_is_registered",
        ),
        ("so_medical", &[("conditions", "none heart")], "none_and_some"),
        ("so_medical", &[("commission_date", "@-21")], "tests_after_commission"),
        ("so_complaint", &[("previous_number", "45-о/2026")], "same_number"),
    ];
    for (set, changes, id) in cases {
        let (service, answers) = changed(set, changes);
        let issues = check(&service, &answers, &[], today()).issues;
        let error = FieldError::Contradiction { id: (*id).to_owned() };
        assert!(issues.iter().any(|issue| issue.error == error), "{set} {changes:?}: {issues:?}");
    }
}

/// The last day is a working day, but a condition counts calendar days. The reason is optional, as the appeal may be in time.
#[test]
fn take_a_late_appeal_without_its_reason() {
    let late: &[(&str, &str)] =
        &[("decision.received", "@-31"), ("decision.issued", "@-31"), ("late_reason", "")];
    for set in ["mse_appeal", "so_complaint"] {
        let (service, answers) = changed(set, late);
        let attached = examples(today()).remove(set).expect("a set").attached();
        assert_eq!(check(&service, &answers, &attached, today()).issues, [], "{set}");
    }
}

/// The passport field already reports this, so no other error may be added.
#[test]
fn say_once_that_a_child_has_no_passport() {
    let sets = ["mse_application", "mse_copy", "mse_payments", "mse_reexamination", "so_medical"];
    for set in sets.into_iter().chain(["so_administrative"]) {
        let (service, answers) = changed(set, &[("birth_date", "22.11.2012")]);
        let issues = check(&service, &answers, &[], today()).issues;
        let said = issues
            .iter()
            .filter(|issue| ["identity_kind", "passport.issued"].contains(&issue.place()));
        let error = FieldError::Passport(PassportError::IssuedBeforeFourteen);
        assert_eq!(said.map(|issue| &issue.error).collect::<Vec<_>>(), [&error], "{set}");
    }
}

#[test]
fn refuse_expired_certificates_and_post_boxes() {
    let cases: &[(Case, FieldError)] = &[
        (
            ("mse_payments", &[("account", "4081 7810 0000 0000 0001")], "account"),
            FieldError::TooLong { limit: 20, by: 4 },
        ),
        (
            ("so_medical", &[("certificate_issued", "@-31")], "certificate_issued"),
            FieldError::Expired,
        ),
        (
            ("mse_ipra_change", &[("conclusion_issued", "@-91")], "conclusion_issued"),
            FieldError::Expired,
        ),
        (
            ("mse_application.organisation", &[("authority_until", "@-1")], "authority_until"),
            FieldError::Expired,
        ),
        (
            ("mse_payments", &[("certificate_until", "@-1")], "certificate_until"),
            FieldError::Expired,
        ),
        (
            (
                "so_administrative.organisation",
                &[("service_passport_until", "@-1")],
                "service_passport_until",
            ),
            FieldError::Expired,
        ),
        (
            ("so_administrative", &[("residence.street", "а/я 15")], "residence.street"),
            FieldError::PostBox,
        ),
    ];
    for ((set, changes, path), error) in cases {
        let (service, answers) = changed(set, changes);
        let issues = check(&service, &answers, &[], today()).issues;
        let found = issues.iter().any(|issue| issue.place() == *path && issue.error == *error);
        assert!(found, "{set} {changes:?}: {issues:?}");
    }
}
