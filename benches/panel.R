# Times lme4 beside benches/panel.rs: Rscript benches/panel.R DIR
suppressMessages(library(lme4)); dir <- commandArgs(TRUE)[1]
for (f in c("insteval_like", "synth_1m")) {
  d <- read.csv(file.path(dir, paste0(f, ".csv")))
  t <- system.time(m <- lmer(score ~ 1 + (1|ratee) + (1|rater), d))[3]
  s <- system.time(r <- ranef(m, condVar = TRUE))[3]
  v <- as.data.frame(VarCorr(m)); cat(f, "fit", t, "s, ranef with SDs", s, "s; criterion", format(REMLcrit(m), digits = 15), paste(v$grp, format(v$vcov, digits = 10)), "\n")
}
