use std::fmt::Write as _;

/// A QR code: rows of modules, true where it is dark.
#[derive(Clone)]
pub(crate) struct Qr(Vec<Vec<bool>>);

impl Qr {
    /// Width of the light zone around the code, in modules. Without it scanners do not read the code (ISO/IEC 18004).
    pub(super) const QUIET: usize = 4;

    /// `None` for a text that is too long.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let code = fast_qr::QRBuilder::new(text).ecl(fast_qr::ECL::M).build().ok()?;
        let rows = code.data.chunks(code.size).take(code.size);
        Some(Self(rows.map(|row| row.iter().map(|module| module.value()).collect()).collect()))
    }

    /// Modules on each side, with the quiet zone.
    pub(super) fn side(&self) -> usize {
        self.0.len() + 2 * Self::QUIET
    }

    /// Column and row of every dark module, counted with the quiet zone.
    pub(super) fn dark(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.0.iter().enumerate().flat_map(|(row, modules)| {
            let dark = modules.iter().enumerate().filter(|(_, is_dark)| **is_dark);
            dark.map(move |(column, _)| (column + Self::QUIET, row + Self::QUIET))
        })
    }

    /// SVG image for a page. It has no text alternative: the page has to describe it.
    pub(crate) fn svg(&self) -> String {
        let side = self.side();
        let mut path = String::new();
        for (column, row) in self.dark() {
            // Writing into a string cannot fail.
            let _ = write!(path, "M{column} {row}h1v1h-1z");
        }
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>"
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_a_quiet_zone() {
        let code = Qr::new("МСЭ-2026-000001").unwrap();
        let dark: Vec<_> = code.dark().collect();
        let (first, last) = (Qr::QUIET, code.side() - Qr::QUIET - 1);
        for corner in [(first, first), (last, first), (first, last)] {
            assert!(dark.contains(&corner));
        }
        assert!(dark.iter().all(|(x, y)| (first..=last).contains(x) && (first..=last).contains(y)));
        assert!(code.svg().contains(&format!("viewBox=\"0 0 {0} {0}\"", code.side())));
    }

    #[test]
    fn a_text_can_be_too_long() {
        assert!(Qr::new(&"x".repeat(5000)).is_none());
    }
}
