//! The target `format` for libFuzzer.
#![no_main]

hotseat_fuzz::libfuzzer!(format);
