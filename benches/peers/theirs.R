# One number that R's packages say of a table: Rscript theirs.R psych; Rscript theirs.R lme4 (the interviewers' variance of four by four);
# Rscript theirs.R lme4 INSTEVAL.csv ML (or REML), minus twice the log-likelihood. differences.py calls it.
arguments <- commandArgs(TRUE)
if (arguments[1] == "psych") {
  suppressMessages(library(psych))
  found <- suppressWarnings(ICC(matrix(3, 3, 4)))$results
  cat(found["Average_fixed_raters", "ICC"], "\n")
} else {
  suppressMessages(library(lme4))
  if (length(arguments) == 1) {
    table <- data.frame(score = c(3, 1, 5, 3, 2, 2, 3, 2, 3, 3, 5, 4, 2, 2, 5, 3), candidate = gl(4, 1, 16), interviewer = gl(4, 4))
    fit <- lmer(score ~ 1 + (1 | candidate) + (1 | interviewer), table)
    cat(format(VarCorr(fit)$interviewer[1], digits = 15), "\n")
  } else {
    fit <- lmer(score ~ 1 + (1 | candidate) + (1 | interviewer), read.csv(arguments[2]), REML = arguments[3] == "REML")
    cat(format(-2 * as.numeric(logLik(fit)), digits = 15), "\n")
  }
}
