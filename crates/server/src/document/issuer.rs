/// Who has made a document, as its head says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Issuer {
    /// Who answers for it.
    pub(crate) agency: Option<String>,
    /// The bureau or the hospital: name, address, phone.
    pub(crate) institution: Vec<String>,
    /// Whom citizens call, where no institution is named.
    pub(crate) phone: Option<String>,
    /// Whether nothing of it is real.
    pub(crate) is_demo: bool,
}

const DEMO: &str = "Демонстрационная система «Окно»: документ не имеет юридической силы.";

impl Issuer {
    /// The same, for an institution of the agency.
    pub(crate) fn at(self, institution: Vec<String>) -> Self {
        Self { institution, ..self }
    }

    pub(super) fn lines(&self) -> Vec<String> {
        let phone = self.phone.iter().filter(|_| self.institution.is_empty());
        let phone = phone.map(|phone| format!("Телефон: {phone}"));
        let demo = self.is_demo.then(|| DEMO.to_owned());
        let agency = self.agency.iter().cloned();
        agency.chain(self.institution.iter().cloned()).chain(phone).chain(demo).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_says_what_is_known() {
        assert!(Issuer::default().lines().is_empty());
        let agency = Issuer {
            agency: Some("Ведомство".to_owned()),
            phone: Some("8 800 000-00-00".to_owned()),
            is_demo: true,
            ..Issuer::default()
        };
        assert_eq!(agency.lines(), ["Ведомство", "Телефон: 8 800 000-00-00", DEMO]);
        let bureau = agency.at(vec!["Бюро № 1".to_owned(), "Казань".to_owned()]);
        assert_eq!(bureau.lines(), ["Ведомство", "Бюро № 1", "Казань", DEMO]);
    }
}
