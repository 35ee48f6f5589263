//! The code in the questions of hotseat's banks is checked by this package's tests: `cargo test --package hotseat-bank-code`.
//!
//! It is a package of its own so that a newcomer's `cargo test` builds no parsers of five languages.
