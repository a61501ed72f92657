//! Tagged PDF (PDF/UA-1, ISO 14289-1): title, language, headings, lists, pictures with alternative texts, reading order,
//! embedded fonts.

use super::font::{self, BOLD, REGULAR};
use super::layout::{self, HEIGHT, Line, MARGIN, Placed, QR, Role, SEAL, WIDTH};
use super::{Document, Qr};
use crate::fail::{Fail, Result};
use chrono::{Datelike as _, Timelike as _};
use krilla::SerializeSettings;
use krilla::configure::{Accessibility, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::geom::{Path, PathBuilder, Point, Rect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::paint::Stroke;
use krilla::surface::Surface;
use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, Tag, TagGroup, TagTree,
};
use krilla::text::{Font, TextDirection};
use std::num::NonZeroU16;
use ttf_parser::Face;

const FOOTER: f32 = 9.0;
const HAIRLINE: f32 = 0.75;

/// Renders a document as PDF.
pub(crate) fn render(document: &Document) -> Result<Vec<u8>> {
    let [regular, bold] = font::faces()?;
    let placed = layout::lay_out(document, &regular, &bold);
    draw(document, &placed, &regular).ok_or(Fail::Internal("a document"))
}

fn draw(document: &Document, placed: &[Placed<'_>], regular: &Face<'_>) -> Option<Vec<u8>> {
    let configuration = ConfigurationBuilder::new()
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .ok()?;
    let mut pdf = krilla::Document::new_with(SerializeSettings {
        configuration,
        ..SerializeSettings::default()
    });
    let fonts = [Font::new(REGULAR.into(), 0)?, Font::new(BOLD.into(), 0)?];
    let last = placed.iter().flat_map(|block| &block.lines).map(|line| line.page).max()?;
    let mut spans: Vec<Vec<Identifier>> = placed.iter().map(|_| Vec::new()).collect();
    for number in 0..=last {
        let mut page = pdf.start_page_with(PageSettings::from_wh(WIDTH, HEIGHT)?);
        let mut surface = page.surface();
        for (block, spans) in placed.iter().zip(&mut spans) {
            for line in block.lines.iter().filter(|line| line.page == number) {
                spans.push(draw_line(&mut surface, &fonts, block, line)?);
            }
        }
        if let Some(y) = under_issuer(placed).filter(|_| number == 0) {
            draw_rule(&mut surface, y)?;
        }
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Footer)));
        let footer = layout::one_line(&footer(document, number + 1, last + 1), regular, FOOTER);
        write(&mut surface, &fonts[0], FOOTER, MARGIN, HEIGHT - MARGIN / 2.0, &footer);
        surface.end_tagged();
        surface.finish();
        page.finish();
    }
    pdf.set_tag_tree(tree(placed, spans)?);
    pdf.set_outline(outline(placed));
    pdf.set_metadata(metadata(document));
    pdf.finish().ok()
}

fn draw_line(
    surface: &mut Surface<'_>,
    [regular, bold]: &[Font; 2],
    block: &Placed<'_>,
    line: &Line,
) -> Option<Identifier> {
    if block.role == Role::Seal {
        draw_seal(surface, line)?;
    }
    let tag = if let Some(code) = block.picture {
        let tag = surface.start_tagged(ContentTag::Other);
        draw_code(surface, code, line.y - QR)?;
        tag
    } else {
        let tag = surface.start_tagged(ContentTag::Span(SpanTag::empty()));
        // The space keeps the words of two lines apart when a screen reader reads the text or somebody copies it.
        let text = format!("{} ", line.text);
        let font = if block.role.is_bold() { bold } else { regular };
        let (x, y, size) = match block.role {
            Role::Seal => (line.x + SEAL / 2.0 - layout::BODY, line.y - SEAL / 2.0, layout::BODY),
            _ => (line.x, line.y, block.size),
        };
        write(surface, font, size, x, y, &text);
        tag
    };
    surface.end_tagged();
    Some(tag)
}

fn draw_code(surface: &mut Surface<'_>, code: &Qr, top: f32) -> Option<()> {
    let small = |count: usize| u16::try_from(count).ok().map(f32::from);
    let module = QR / small(code.side())?;
    // Put the quiet zone into the margin, so that the dark edge of the code lines up with the text.
    let left = MARGIN - small(Qr::QUIET)? * module;
    let mut path = PathBuilder::new();
    for (column, row) in code.dark() {
        let (x, y) = (left + small(column)? * module, top + small(row)? * module);
        path.push_rect(Rect::from_xywh(x, y, module, module)?);
    }
    surface.draw_path(&path.finish()?);
    Some(())
}

/// A circle. On screens and for screen readers the words in it say what it is.
fn draw_seal(surface: &mut Surface<'_>, line: &Line) -> Option<()> {
    // Four Bézier curves that are as good as a circle.
    const BOW: f32 = 0.552_28;
    let radius = SEAL / 2.0;
    let (x, y) = (line.x + radius, line.y - radius);
    let at = |right: f32, down: f32| (x + right * radius, y + down * radius);
    let mut circle = PathBuilder::new();
    circle.move_to(x + radius, y);
    for (right, down) in [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)] {
        let (ahead, beside) = (-down, right);
        let (x1, y1) = at(right + ahead * BOW, down + beside * BOW);
        let (x2, y2) = at(ahead + right * BOW, beside + down * BOW);
        let (x3, y3) = at(ahead, beside);
        circle.cubic_to(x1, y1, x2, y2, x3, y3);
    }
    circle.close();
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    stroke(surface, &circle.finish()?);
    surface.end_tagged();
    Some(())
}

/// Where the line under the issuer is, if there is an issuer.
fn under_issuer(placed: &[Placed<'_>]) -> Option<f32> {
    let last = placed.iter().rev().find(|block| block.role == Role::Issuer)?.lines.last()?;
    Some(last.y + layout::LEADING * FOOTER)
}

fn draw_rule(surface: &mut Surface<'_>, y: f32) -> Option<()> {
    let mut rule = PathBuilder::new();
    rule.move_to(MARGIN, y);
    rule.line_to(WIDTH - MARGIN, y);
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
    stroke(surface, &rule.finish()?);
    surface.end_tagged();
    Some(())
}

fn stroke(surface: &mut Surface<'_>, path: &Path) {
    let fill = surface.get_fill().cloned();
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { width: HAIRLINE, ..Stroke::default() }));
    surface.draw_path(path);
    surface.set_stroke(None);
    surface.set_fill(fill);
}

/// What may be cut off comes last.
fn footer(document: &Document, page: usize, pages: usize) -> String {
    let demo = if document.issuer.is_demo {
        "Демонстрационная система. "
    } else {
        ""
    };
    format!("Страница {page} из {pages}. {demo}{}", document.title)
}

fn write(surface: &mut Surface<'_>, font: &Font, size: f32, x: f32, y: f32, text: &str) {
    let at = Point::from_xy(x, y);
    surface.draw_text(at, font.clone(), size, text, false, TextDirection::LeftToRight);
}

/// Tags of the blocks in reading order. Each label with its value is an item of a list.
fn tree(placed: &[Placed<'_>], spans: Vec<Vec<Identifier>>) -> Option<TagTree> {
    let mut tree = TagTree::new().with_lang(Some("ru".to_owned()));
    let (mut list, mut item) = (None, None);
    for (block, spans) in placed.iter().zip(spans) {
        let mut group = group(block)?;
        spans.into_iter().for_each(|span| group.push(span));
        match block.role {
            Role::Label => {
                let item = item.insert(TagGroup::new(Tag::LI));
                item.push(group);
            }
            Role::Value => {
                let mut item = item.take()?;
                item.push(group);
                list.get_or_insert_with(|| TagGroup::new(Tag::L(ListNumbering::None))).push(item);
            }
            _ => {
                list.take().into_iter().for_each(|list: TagGroup| tree.push(list));
                tree.push(group);
            }
        }
    }
    list.into_iter().for_each(|list| tree.push(list));
    Some(tree)
}

fn group(block: &Placed<'_>) -> Option<TagGroup> {
    let heading = |level| Some(Tag::Hn(NonZeroU16::new(level)?, Some(words(block))));
    Some(match block.role {
        Role::Title => TagGroup::new(heading(1)?),
        Role::Heading => TagGroup::new(heading(2)?),
        Role::Subheading => TagGroup::new(heading(3)?),
        Role::Issuer | Role::Paragraph | Role::Seal => TagGroup::new(Tag::P),
        Role::Label => TagGroup::new(Tag::Lbl),
        Role::Value => TagGroup::new(Tag::LBody),
        Role::Picture => TagGroup::new(Tag::Figure(Some(words(block)))),
    })
}

fn outline(placed: &[Placed<'_>]) -> Outline {
    let mut outline = Outline::new();
    for block in placed.iter().filter(|block| matches!(block.role, Role::Title | Role::Heading)) {
        if let Some(first) = block.lines.first() {
            let top = Point::from_xy(0.0, first.y - block.size);
            outline
                .push_child(OutlineNode::new(words(block), XyzDestination::new(first.page, top)));
        }
    }
    outline
}

fn words(block: &Placed<'_>) -> String {
    block.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn metadata(document: &Document) -> Metadata {
    let at = document.issued_at;
    let part = |part: u32| u8::try_from(part).unwrap_or_default();
    let issued = DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(part(at.month()))
        .day(part(at.day()))
        .hour(part(at.hour()))
        .minute(part(at.minute()))
        .second(part(at.second()))
        .utc_offset_hour(0)
        .utc_offset_minute(0);
    Metadata::new()
        .title(document.title.clone())
        .language("ru".to_owned())
        .creator("Окно, эталонный сервер".to_owned())
        .creation_date(issued)
}
