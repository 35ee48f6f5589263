# Fits score ~ 1 + (1 | candidate) + (1 | interviewer) with lme4: Rscript fit.R TABLE. `Rscript fit.R --draw TABLE` writes InstEval (lme4's
# own data: 73,421 ratings of lecturers by students) there instead. The last line of output is what fit.py prints.
suppressMessages(library(lme4))
arguments <- commandArgs(TRUE)
if (arguments[1] == "--draw") {
  table <- data.frame(candidate = paste0("d", InstEval$d), interviewer = paste0("s", InstEval$s), score = InstEval$y)
  write.csv(table, arguments[2], row.names = FALSE, quote = FALSE)
} else {
  table <- read.csv(arguments[1])
  took <- system.time(fit <- lmer(score ~ 1 + (1 | candidate) + (1 | interviewer), table))
  variances <- as.data.frame(VarCorr(fit))
  variances <- setNames(variances$vcov, variances$grp)[c("candidate", "interviewer", "Residual")]
  found <- paste("variances", paste(sprintf("%.5f", variances), collapse = ", "))
  cat(sprintf('{"seconds": %.3f, "found": "%s; criterion %.4f"}\n', sum(took[1:2]), found, REMLcrit(fit)))
}
