//! The target `journal` for libFuzzer.
#![no_main]

hotseat_fuzz::libfuzzer!(journal);
