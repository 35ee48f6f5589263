# Draws two sets of ratings, fits cumulative logit models with crossed random effects to four sets, and writes what came of it:
#   Rscript ordinal.R            in this folder
# It writes drawn_dimensions.csv, drawn_unbalanced.csv and ordinal.json. Made with R 4.2.2 and Debian's r-cran-ordinal 2022.11-16-1,
# r-cran-mgcv 1.8-41-1 and r-cran-jsonlite.
suppressMessages({library(ordinal); library(mgcv); library(jsonlite)})
RNGkind("Mersenne-Twister", "Inversion", "Rejection")

# Scores on five unequal steps: what is rated is a latent value with logistic error.
cuts <- c(-3.2, -1.4, 0.9, 1.9)
score <- function(latent) 1L + rowSums(outer(latent + rlogis(length(latent)), cuts, ">"))

set.seed(2026)
panel <- expand.grid(dimension = 1:4, place = 1:4, ratee = 1:40)
panel$rater <- unlist(lapply(1:40, function(i) rep(sample(12, 4), each = 4)))
ability <- rnorm(40, 0, 1.3); lenience <- rnorm(12, 0, 0.8)
strength <- matrix(rnorm(160, 0, 0.7), 40); halo <- matrix(rnorm(480, 0, 0.6), 40)
panel$score <- with(panel, score(ability[ratee] + lenience[rater] + strength[cbind(ratee, dimension)] +
  halo[cbind(ratee, rater)] + c(0, 0.5, -0.6, 0.2)[dimension]))
write.csv(with(panel, data.frame(ratee = sprintf("c%02d", ratee), rater = sprintf("r%02d", rater),
  item = paste0("d", dimension), score)), "drawn_dimensions.csv", row.names = FALSE, quote = FALSE)

# 150 candidates, of whom each is seen by one to five of 25 interviewers, some of whom see far more than others.
set.seed(20261)
many <- rep(1:5, length.out = 150)
crossed <- do.call(rbind, lapply(1:150, function(i) data.frame(ratee = i, rater = sort(sample(25, many[i], prob = 1 / (1:25))))))
ability <- rnorm(150, 0, 1.1); lenience <- rnorm(25, 0, 0.9)
crossed$score <- with(crossed, score(ability[ratee] + lenience[rater]))
write.csv(with(crossed, data.frame(ratee = sprintf("c%03d", ratee), rater = sprintf("r%02d", rater), item = "overall", score)),
  "drawn_unbalanced.csv", row.names = FALSE, quote = FALSE)

control <- clmm.control(gradTol = 1e-10, maxIter = 500, rel.tol = 1e-15, x.tol = 1e-14, eval.max = 5000, iter.max = 5000)
read <- function(set) {
  d <- read.csv(paste0(set, ".csv"), colClasses = c("character", "character", "character", "integer"))
  for (name in c("ratee", "rater", "item")) d[[name]] <- factor(d[[name]], levels = unique(d[[name]]))
  d$step <- factor(d$score, levels = sort(unique(d$score)), ordered = TRUE)
  d$strength <- interaction(d$ratee, d$item); d$halo <- interaction(d$ratee, d$rater, drop = TRUE)
  d
}

# clmm at its optimum: its usual stopping rule is too loose to be held against.
by_clmm <- function(d, fixed, terms) {
  formula <- as.formula(paste("step ~", fixed, "+", paste0("(1|", terms, ")", collapse = " + ")))
  m <- clmm(formula, data = d, control = control)
  deviations <- condVar(m)
  people <- intersect(terms, c("ratee", "rater"))
  list(thresholds = unname(m$alpha), fixed = as.list(m$beta),
    variance = setNames(lapply(terms, function(t) VarCorr(m)[[t]][1]), terms), log_likelihood = m$logLik[1],
    effects = setNames(lapply(people, function(t) setNames(as.list(ranef(m)[[t]][, 1]), rownames(ranef(m)[[t]]))), people),
    sd = setNames(lapply(people, function(t) setNames(as.list(sqrt(deviations[[t]][, 1])), rownames(deviations[[t]]))), people))
}

# mgcv's ML integrates out the random effects by Laplace's approximation, but takes the intercept and the fixed effects at the joint mode
# with the random ones (given thresholds and variances), and not where the likelihood is highest.
by_ocat <- function(d, fixed, terms) {
  d$number <- as.integer(d$step)
  formula <- as.formula(paste("number ~", fixed, "+", paste0("s(", terms, ', bs = "re")', collapse = " + ")))
  newton <- list(conv.tol = 1e-10, maxNstep = 5, maxSstep = 2, maxHalf = 30, use.svd = FALSE)
  g <- gam(formula, family = ocat(R = nlevels(d$step)), data = d, method = "ML",
    control = gam.control(epsilon = 1e-12, maxit = 500, newton = newton))
  invisible(capture.output(component <- gam.vcomp(g, rescale = FALSE)))
  deviation <- unname(if (is.matrix(component)) component[, 1] else component)
  own <- function(term) {
    at <- grep(paste0("s(", term, ")"), names(coef(g)), fixed = TRUE)
    setNames(as.list(unname(coef(g)[at])), levels(d[[term]]))
  }
  # Its first threshold is -1 by definition, and its intercept is free: moved, the others are as elsewhere.
  list(thresholds = g$family$getTheta(TRUE) - coef(g)[["(Intercept)"]], fixed = as.list(coef(g)[seq_len(g$nsdf)][-1]),
    variance = setNames(as.list(deviation[seq_along(terms)]^2), terms), log_likelihood = -g$gcv.ubre[[1]],
    effects = setNames(lapply(intersect(terms, c("ratee", "rater")), own), intersect(terms, c("ratee", "rater"))))
}

sets <- list(
  shrout_fleiss_1979 = list("1", c("ratee", "rater")),
  wine_randall = list("1", c("ratee", "rater")),
  drawn_unbalanced = list("1", c("ratee", "rater")),
  drawn_dimensions = list("item", c("ratee", "rater", "strength", "halo")))
found <- lapply(names(sets), function(name) {
  d <- read(name)
  list(clmm = by_clmm(d, sets[[name]][[1]], sets[[name]][[2]]), ocat = by_ocat(d, sets[[name]][[1]], sets[[name]][[2]]))
})
names(found) <- names(sets)
writeLines(toJSON(found, auto_unbox = TRUE, digits = NA, pretty = TRUE), "ordinal.json")
