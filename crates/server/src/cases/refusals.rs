//! Reasons for refusing a case: the classes of S-22, each with a recommendation for the citizen.

use domain::form::Text;
use domain::wire::application::Refusal;

/// Code, reason and recommendation in Russian, reason and recommendation in English.
const REFUSALS: [[&str; 5]; 6] = [
    [
        "data_incomplete",
        "В заявлении не хватает сведений или они неверны.",
        "Проверьте ответы, исправьте их и отправьте заявление снова.",
        "The application lacks information, or some of it is wrong.",
        "Check your answers, correct them and send the application again.",
    ],
    [
        "status_mismatch",
        "Эта услуга не предназначена для вашего случая.",
        "Позвоните в службу поддержки: подскажем, какая услуга подойдёт.",
        "This service is not meant for your case.",
        "Call the support service: we tell you which service suits you.",
    ],
    [
        "registry_mismatch",
        "Сведения не совпали с данными государственных реестров.",
        "Сверьте номера с документами. Если они верны, обратитесь в ведомство, которое ведёт реестр.",
        "The information does not match the state registers.",
        "Compare the numbers with your documents. If they are right, contact the agency that keeps the register.",
    ],
    [
        "documents_invalid",
        "Документы недействительны: нет подписи, печати или истёк срок.",
        "Получите новые документы и отправьте заявление снова.",
        "Documents are not valid: a signature or stamp is missing, or they have expired.",
        "Get new documents and send the application again.",
    ],
    [
        "documents_unreadable",
        "Файлы не открываются или повреждены.",
        "Отсканируйте документы заново и отправьте заявление снова.",
        "Files do not open or are damaged.",
        "Scan the documents again and send the application again.",
    ],
    [
        "technical",
        "Заявление не обработано из-за технической ошибки.",
        "Отправьте заявление снова. Если ошибка повторится, напишите в поддержку.",
        "The application was not processed because of a technical fault.",
        "Send the application again. If the fault comes back, write to support.",
    ],
];

pub(crate) fn find(code: &str) -> Option<Refusal> {
    let [code, reason, recommendation, reason_en, recommendation_en] =
        *REFUSALS.iter().find(|[known, ..]| *known == code)?;
    Some(Refusal {
        code: code.to_owned(),
        reason: Text::from([("ru", reason), ("en", reason_en)]),
        recommendation: Text::from([("ru", recommendation), ("en", recommendation_en)]),
    })
}

pub(crate) fn codes() -> impl Iterator<Item = &'static str> {
    REFUSALS.iter().map(|[code, ..]| *code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_speaks_both_languages() {
        for code in codes() {
            let refusal = find(code).unwrap();
            for text in [refusal.reason, refusal.recommendation] {
                assert!(text.has("ru") && text.has("en"), "{code}");
            }
        }
        assert!(find("other").is_none());
    }
}
