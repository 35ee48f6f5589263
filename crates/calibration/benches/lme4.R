# Times lme4 on the tables of `cargo run --release --example draw -- DIR`: Rscript benches/lme4.R DIR
suppressMessages(library(lme4)); dir <- commandArgs(TRUE)[1]
for (f in c("courses", "million")) {
  d <- read.csv(file.path(dir, paste0(f, ".csv")))
  t <- system.time(m <- lmer(score ~ 1 + (1|candidate) + (1|interviewer), d))[3]
  s <- system.time(r <- ranef(m, condVar = TRUE))[3]
  v <- as.data.frame(VarCorr(m)); cat(f, "fit", t, "s, ranef with SDs", s, "s; criterion", format(REMLcrit(m), digits = 15), paste(v$grp, format(v$vcov, digits = 10)), "\n")
}
