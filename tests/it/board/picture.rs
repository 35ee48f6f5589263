//! The picture of the board in the README is the real screen. `HOTSEAT_DRAW_PICTURES=1 cargo test --test it picture` draws it anew.

use hotseat::live::board::picture::{Glyph, svg};
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

use super::driver::Interviewer;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/board.svg");

fn css(color: Color) -> Option<&'static str> {
    match color {
        Color::Red => Some("#e0707b"),
        Color::Green => Some("#98c379"),
        Color::Magenta => Some("#c79be0"),
        Color::Reset => None,
        other => panic!("the board uses a color without a place in the picture: {other:?}"),
    }
}

fn rows(buffer: &Buffer) -> Vec<Vec<Glyph>> {
    let row = |y| {
        let mut covered = 0;
        (0..buffer.area.width)
            .map(|x| {
                let cell = &buffer[(x, y)];
                let hidden = covered > 0;
                covered = if hidden { covered - 1 } else { cell.symbol().width().saturating_sub(1) };
                Glyph {
                    text: if hidden { String::new() } else { cell.symbol().to_owned() },
                    color: css(cell.fg),
                    bold: cell.modifier.contains(Modifier::BOLD),
                    dim: cell.modifier.contains(Modifier::DIM),
                    reversed: cell.modifier.contains(Modifier::REVERSED),
                }
            })
            .collect()
    };
    (0..buffer.area.height).map(row).collect()
}

#[test]
fn the_picture_in_the_readme_is_the_real_screen() {
    let mut kim = Interviewer::begins(100, 30);
    kim.waits(240).presses("Ctrl-N").waits(70).types("looks at the response first, then at the proxy").presses("Enter");
    kim.waits(40)
        .presses("Ctrl-R a c Ctrl-G Ctrl-Y Esc")
        .waits(25)
        .types("asked who may keep a copy; knew Age")
        .presses("Enter Ctrl-R 4");
    let picture = svg(&rows(&kim.buffer()), "The board during a conversation");
    if std::env::var_os("HOTSEAT_DRAW_PICTURES").is_some() {
        std::fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).expect("a folder");
        let mut file = std::fs::File::create(PATH).expect("a file");
        std::io::Write::write_all(&mut file, picture.as_bytes()).expect("a written picture");
    }
    let kept = std::fs::read_to_string(PATH).unwrap_or_default();
    assert!(
        kept == picture,
        "docs/board.svg is not what the board looks like: draw it anew with HOTSEAT_DRAW_PICTURES=1"
    );
}
