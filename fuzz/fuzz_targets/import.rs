//! The target `import` for libFuzzer.
#![no_main]

hotseat_fuzz::libfuzzer!(import);
