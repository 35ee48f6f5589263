//! The page itself: headings, lines, prose, lists and tables, one after another.

use super::clean::Clean;
use super::table::Table;

/// What a command shows to people, from top to bottom.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Page {
    blocks: Vec<(Audience, Block)>,
    /// What a document is called; a screen, which shows what was asked for a line before, does without.
    pub(super) document: Option<Clean>,
}

/// For whom a piece is: what stands in columns or has ids in it is put otherwise for whoever listens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Audience {
    Everybody,
    Eyes,
    Ears,
}

/// A piece of a page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Block {
    Heading(Depth, Fact),
    /// Facts, one to a line.
    Lines(Vec<Fact>),
    /// A text of several paragraphs, possibly with lists and fenced code, as it stands in banks.
    Prose(Clean),
    /// A text in which columns matter, such as a handout.
    Verbatim(Clean),
    List(Marks, Vec<Item>),
    Table(Table),
}

/// A fact on a line of its own, as it is seen and as it is heard: ids are for eyes and fingers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fact {
    /// As it is seen.
    pub(super) text: Clean,
    /// As it is heard, where that is otherwise; nothing is said where it is empty.
    pub(super) heard: Option<Clean>,
}

impl Fact {
    /// One that is heard otherwise than it is seen; not at all where that is empty.
    pub(crate) fn heard(text: impl Into<Clean>, heard: impl Into<Clean>) -> Self {
        Self { text: text.into(), heard: Some(heard.into()) }
    }
}

impl From<Clean> for Fact {
    fn from(text: Clean) -> Self {
        Self { text, heard: None }
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Clean::from(text).into()
    }
}

impl From<&String> for Fact {
    fn from(text: &String) -> Self {
        Clean::from(text).into()
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Clean::from(text).into()
    }
}

/// How deep a heading stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Depth {
    /// What the whole is about.
    Title,
    /// A section of it.
    Section,
    /// A part of a section.
    Part,
}

impl Depth {
    /// Its level in a document, from 1.
    pub(super) fn level(self) -> usize {
        match self {
            Self::Title => 1,
            Self::Section => 2,
            Self::Part => 3,
        }
    }
}

/// What the items of a list begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Marks {
    /// A dash.
    Bullets,
    /// Numbers from 1.
    Numbers,
    /// Their labels, below each other in a column.
    Column,
    /// Their labels, each with a colon, the text going on behind it.
    RunIn,
    /// Nothing: each item stands by itself.
    Nothing,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    pub(super) label: Option<Clean>,
    pub(super) lines: Vec<Line>,
}

/// A line of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    /// Wrapped where it is too long for a terminal.
    Wrapped(Clean),
    /// Cut there, with an ellipsis: the whole is to be had elsewhere.
    Cut(Clean),
    /// Never broken, so that it can be copied.
    Whole(Clean),
    /// With a label of its own, behind which it is wrapped.
    Labeled(Clean, Fact),
    /// Of several lines, which stay as they were written; where some are indented, all of it is code.
    Written(Clean),
    /// Wrapped, and heard otherwise than it is seen.
    Heard { seen: Clean, heard: Clean },
    /// Cut, and heard otherwise than it is seen.
    Known { seen: Clean, heard: Clean },
}

impl Line {
    /// A text that somebody wrote or pasted: one line, or several that stay lines.
    fn of(text: &str) -> Self {
        // A first line that is indented is code, and lines up with those below.
        let text = text.trim_end().trim_start_matches(['\n', '\r']);
        if text.contains('\n') { Self::Written(Clean::block(text)) } else { Self::Wrapped(text.into()) }
    }

    /// Its label, where it has one, and its text.
    pub(super) fn parts(&self) -> (Option<&Clean>, &Clean) {
        match self {
            Self::Wrapped(text)
            | Self::Cut(text)
            | Self::Whole(text)
            | Self::Written(text)
            | Self::Heard { seen: text, .. }
            | Self::Known { seen: text, .. } => (None, text),
            Self::Labeled(label, text) => (Some(label), &text.text),
        }
    }
}

impl Item {
    /// An item without a label.
    pub(crate) fn new(text: impl Into<Clean>) -> Self {
        Self { label: None, lines: vec![Line::Wrapped(text.into())] }
    }

    /// An item without a label that is heard otherwise than it is seen.
    pub(crate) fn heard(seen: &str, heard: impl Into<Clean>) -> Self {
        Self { label: None, lines: vec![Line::Heard { seen: seen.into(), heard: heard.into() }] }
    }

    /// An item that is never broken, so that it can be copied.
    pub(crate) fn whole(text: impl Into<Clean>) -> Self {
        Self { label: None, lines: vec![Line::Whole(text.into())] }
    }

    /// An item with a label.
    pub(crate) fn labeled(label: impl Into<Clean>, text: impl Into<Clean>) -> Self {
        Self { label: Some(label.into()), lines: vec![Line::Wrapped(text.into())] }
    }

    /// An item with a label and a text that somebody wrote or pasted: lines of it stay lines.
    pub(crate) fn written(label: impl Into<Clean>, text: &str) -> Self {
        Self { label: Some(label.into()), lines: vec![Line::of(text)] }
    }

    /// The same without a label.
    pub(crate) fn as_written(text: &str) -> Self {
        Self { label: None, lines: vec![Line::of(text)] }
    }

    /// One more line with a label of its own and a text that somebody wrote, whose lines stay lines below it.
    #[must_use]
    pub(crate) fn and_written(mut self, label: &str, text: &str) -> Self {
        match Line::of(text) {
            Line::Wrapped(text) => self.lines.push(Line::Labeled(label.into(), text.into())),
            line => self.lines.extend([Line::Wrapped(format!("{label}:").into()), line]),
        }
        self
    }

    /// An item with a label and a line that a narrow terminal cuts.
    pub(crate) fn cut(label: impl Into<Clean>, text: impl Into<Clean>) -> Self {
        Self { label: Some(label.into()), lines: vec![Line::Cut(text.into())] }
    }

    /// One more line, with a label of its own; one that is heard otherwise is heard without the label.
    #[must_use]
    pub(crate) fn and(mut self, label: impl Into<Clean>, text: impl Into<Fact>) -> Self {
        self.lines.push(Line::Labeled(label.into(), text.into()));
        self
    }

    /// One more line.
    #[must_use]
    pub(crate) fn and_more(mut self, text: impl Into<Clean>) -> Self {
        self.lines.push(Line::Wrapped(text.into()));
        self
    }

    /// One more line, which is heard otherwise than it is seen.
    #[must_use]
    pub(crate) fn and_heard(mut self, seen: impl Into<Clean>, heard: impl Into<Clean>) -> Self {
        self.lines.push(Line::Heard { seen: seen.into(), heard: heard.into() });
        self
    }

    /// One more line that is never broken, so that it can be copied.
    #[must_use]
    pub(crate) fn and_whole(mut self, text: impl Into<Clean>) -> Self {
        self.lines.push(Line::Whole(text.into()));
        self
    }

    /// One more line, which a narrow terminal cuts: an id with facts, of which a listener hears the facts.
    #[must_use]
    pub(crate) fn and_known(mut self, id: &str, facts: &str) -> Self {
        self.lines.push(Line::Known { seen: format!("{id} ({facts})").into(), heard: facts.into() });
        self
    }
}

impl Page {
    /// A page that begins with a title.
    pub(crate) fn titled(title: impl Into<Fact>) -> Self {
        let mut page = Self::default();
        page.heading(Depth::Title, title);
        page
    }

    fn push(&mut self, block: Block) -> &mut Self {
        self.blocks.push((Audience::Everybody, block));
        self
    }

    /// The pieces for whoever looks.
    pub(super) fn seen(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|(audience, _)| *audience != Audience::Ears).map(|(_, block)| block)
    }

    /// The pieces for whoever listens.
    pub(super) fn heard(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|(audience, _)| *audience != Audience::Eyes).map(|(_, block)| block)
    }

    /// The same facts twice: as they are seen, and as they are heard.
    pub(crate) fn either(&mut self, seen: &Page, heard: &Page) -> &mut Self {
        let seen = seen.seen().map(|block| (Audience::Eyes, block.clone()));
        self.blocks.extend(seen.chain(heard.heard().map(|block| (Audience::Ears, block.clone()))));
        self
    }

    /// Calls the whole document so: it then has that title above all headings.
    #[must_use]
    pub(crate) fn called(self, title: impl Into<Clean>) -> Self {
        Self { document: Some(title.into()), ..self }
    }

    /// A heading.
    pub(crate) fn heading(&mut self, depth: Depth, text: impl Into<Fact>) -> &mut Self {
        self.push(Block::Heading(depth, text.into()))
    }

    /// A section's heading.
    pub(crate) fn section(&mut self, text: impl Into<Fact>) -> &mut Self {
        self.heading(Depth::Section, text)
    }

    /// Facts, one to a line; nothing where there are none.
    pub(crate) fn lines<T: Into<Fact>>(&mut self, lines: impl IntoIterator<Item = T>) -> &mut Self {
        let lines: Vec<Fact> = lines.into_iter().map(Into::into).collect();
        if !lines.is_empty() {
            self.push(Block::Lines(lines));
        }
        self
    }

    /// One line.
    pub(crate) fn line(&mut self, text: impl Into<Fact>) -> &mut Self {
        self.lines([text])
    }

    /// What the short titles of the columns above stand for, for whoever sees them: a listener hears the long ones.
    pub(crate) fn legend(&mut self, text: impl Into<Clean>) -> &mut Self {
        self.blocks.push((Audience::Eyes, Block::Lines(vec![text.into().into()])));
        self
    }

    /// What somebody wrote, each behind its label, which says what it is: on a line, or where it has several of its own on those below.
    pub(crate) fn told<'a>(&mut self, told: impl IntoIterator<Item = (String, &'a str)>) -> &mut Self {
        let mut lines: Vec<Clean> = Vec::new();
        for (label, text) in told {
            match Line::of(text) {
                Line::Wrapped(text) => lines.push(format!("{label}: {text}").into()),
                line => {
                    self.lines(std::mem::take(&mut lines));
                    self.list(Marks::RunIn, [Item { label: Some(label.into()), lines: vec![line] }]);
                }
            }
        }
        self.lines(lines)
    }

    /// A text of several paragraphs, as it stands in a bank or a note.
    pub(crate) fn prose(&mut self, text: &str) -> &mut Self {
        self.push(Block::Prose(Clean::block(text)))
    }

    /// A text that is shown as it stands, in a font in which columns are columns.
    pub(crate) fn verbatim(&mut self, text: &str) -> &mut Self {
        self.push(Block::Verbatim(Clean::block(text)))
    }

    /// A list; nothing where it is empty.
    pub(crate) fn list(&mut self, marks: Marks, items: impl IntoIterator<Item = Item>) -> &mut Self {
        let items: Vec<Item> = items.into_iter().collect();
        if !items.is_empty() {
            self.push(Block::List(marks, items));
        }
        self
    }

    /// A list of texts.
    pub(crate) fn texts<T: Into<Clean>>(&mut self, marks: Marks, texts: impl IntoIterator<Item = T>) -> &mut Self {
        self.list(marks, texts.into_iter().map(Item::new))
    }

    /// A section with a list; neither where the list is empty.
    pub(crate) fn list_section(
        &mut self,
        title: &str,
        marks: Marks,
        items: impl IntoIterator<Item = Item>,
    ) -> &mut Self {
        let mut items = items.into_iter().peekable();
        if items.peek().is_some() {
            self.section(title).list(marks, items);
        }
        self
    }

    /// A table.
    pub(crate) fn table(&mut self, table: Table) -> &mut Self {
        self.push(Block::Table(table))
    }

    /// The first heading, for the title of a document.
    pub(super) fn first_heading(&self) -> Option<&Clean> {
        self.seen().find_map(|block| match block {
            Block::Heading(_, text) => Some(&text.text),
            Block::Lines(_) | Block::Prose(_) | Block::Verbatim(_) | Block::List(..) | Block::Table(_) => None,
        })
    }
}

impl FromIterator<Page> for Page {
    fn from_iter<T: IntoIterator<Item = Page>>(pages: T) -> Self {
        Self { blocks: pages.into_iter().flat_map(|page| page.blocks).collect(), document: None }
    }
}
