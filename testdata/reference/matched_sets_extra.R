# Makes matched_sets_extra.csv from matched_sets_data.csv: Rscript matched_sets_extra.R
# Cases that the first table lacks: weights that differ within a set and among programme
# people, glm run to convergence, strata with fewer comparison people than M.
suppressMessages({library(sandwich); library(clubSandwich); library(survey); library(Matching)})
d <- read.csv("matched_sets_data.csv", stringsAsFactors = FALSE)
out <- data.frame()
put <- function(dataset, quantity, value, source)
  out <<- rbind(out, data.frame(dataset, quantity, value = sprintf("%.17g", value), source))
vs <- function(p) paste0(p, " ", as.character(packageVersion(p)))

# The cluster HC2 variance by its definition: weighted scores of the residuals (I - H)^(-1/2) e.
# vcovCL multiplies the matrix into w * e instead, which is the same for equal weights only.
hc2 <- function(m, cluster) {
  x <- model.matrix(m); w <- weights(m); e <- residuals(m); bread <- solve(t(x) %*% (w * x)); meat <- 0
  for (s in unique(cluster)) {
    i <- which(cluster == s); xi <- x[i, , drop = FALSE]
    v <- eigen(diag(length(i)) - xi %*% bread %*% t(xi) %*% diag(w[i], length(i)))
    a <- Re(v$vectors %*% diag(v$values^-0.5, length(i)) %*% solve(v$vectors))
    z <- t(xi * w[i]) %*% (a %*% e[i])
    meat <- meat + z %*% t(z)
  }
  sqrt((bread %*% meat %*% bread)[2, 2])
}

# g-computation with a glm that has converged: by default it stops at a relative 1e-8.
gcomp <- function(x, dataset) {
  g <- suppressWarnings(glm(y ~ arm + factor(stratum), family = quasibinomial, data = x, weights = weight,
                            control = glm.control(epsilon = 1e-16, maxit = 60)))
  # Start again from the result, so that working weights and residuals belong to it.
  g <- suppressWarnings(glm(y ~ arm + factor(stratum), family = quasibinomial, data = x, weights = weight,
                            start = coef(g), control = glm.control(epsilon = 1e-16, maxit = 60)))
  t <- model.matrix(g)[x$arm == 1, ]; w <- x$weight[x$arm == 1] / sum(x$weight[x$arm == 1])
  c0 <- t; c0[, "arm"] <- 0
  p1 <- plogis(t %*% coef(g)); p0 <- plogis(c0 %*% coef(g))
  j <- colSums(w * (c(p1 * (1 - p1)) * t - c(p0 * (1 - p0)) * c0))
  put(dataset, "gcomp_att", sum(w * (p1 - p0)), "R glm to epsilon 1e-16; ATT standardisation")
  put(dataset, "gcomp_se_information", sqrt(c(j %*% (vcov(g) / summary(g)$dispersion) %*% j)), "delta method; unscaled glm vcov")
  put(dataset, "gcomp_se_HC0", sqrt(c(j %*% vcovHC(g, type = "HC0") %*% j)), paste("delta method;", vs("sandwich")))
  put(dataset, "gcomp_se_set", sqrt(c(j %*% vcovCL(g, cluster = x$set, type = "HC0", cadjust = FALSE) %*% j)), paste("delta method;", vs("sandwich")))
}

for (name in c("A_k1to5_noreuse", "C_pairs", "E_k2to13")) {
  x <- d[d$dataset == name, ]
  x$person <- match(x$person, unique(x$person)); x$set <- as.integer(x$set)
  # Weights that vary by row: row i (from 0) is multiplied by 1 + (i mod 5)/7.
  x$weight <- x$weight * (1 + ((seq_len(nrow(x)) - 1) %% 5) / 7)
  dataset <- paste0(name, "_uneven")
  m <- lm(y ~ arm, data = x, weights = weight)
  se <- function(v) sqrt(v[2, 2])
  put(dataset, "att_estimate", coef(m)[[2]], "R lm weighted")
  for (type in c("HC0", "HC1", "HC2", "HC3")) put(dataset, paste0("se_", type), se(vcovHC(m, type = type)), vs("sandwich"))
  for (by in c("set", "person")) {
    for (type in c("CR0", "CR1", "CR1S", "CR2", "CR3"))
      put(dataset, paste0("se_", by, "_", type), se(vcovCR(m, cluster = x[[by]], type = type)), vs("clubSandwich"))
    put(dataset, paste0("df_", by, "_CR2"), coef_test(m, vcov = "CR2", cluster = x[[by]])$df_Satt[2], vs("clubSandwich"))
  }
  put(dataset, "se_set_HC2", hc2(m, x$set), "dense matrices: (I - H)^(-1/2) e; see KNOWN_GAPS.md for sandwich")
  put(dataset, "se_two_way", se(vcovCL(m, cluster = x[, c("set", "person")], type = "HC0", cadjust = FALSE)), vs("sandwich"))
  for (id in c("set", "independent")) {
    f <- if (id == "set") ~set else ~1
    g <- svyglm(y ~ arm, design = svydesign(ids = f, weights = ~weight, data = x))
    put(dataset, paste0("se_survey_", id), SE(g)[[2]], vs("survey"))
  }
  gcomp(x, dataset)
}
for (name in c("A_k1to5_noreuse", "C_pairs", "E_k2to13")) gcomp(d[d$dataset == name, ], name)

# Exact strata with few comparison people: of each stratum the first 1, 2, 3, 1, 2, ...
x <- d[d$dataset == "AI_exact", ]
keep <- c()
for (s in sort(unique(x$stratum))) {
  rows <- which(x$stratum == s & x$arm == 0)
  keep <- c(keep, rows[seq_len(1 + (s - 1) %% 3)])
}
x <- x[sort(c(which(x$arm == 1), keep)), ]
# For M = 3 only strata that have three: Match drops the others from the estimate, and
# still counts their programme people in the denominator of its variance.
all <- x
for (m in c(1, 3)) for (sample in c(FALSE, TRUE)) {
  x <- all[all$stratum %in% names(which(table(all$stratum[all$arm == 0]) >= m)), ]
  r <- Match(Y = x$y, Tr = x$arm, X = x$stratum, M = m, exact = TRUE, ties = TRUE, sample = sample, estimand = "ATT")
  q <- paste0("_M", m, if (sample) "_sample" else "")
  put("AI_few", paste0("att", q), c(r$est), vs("Matching"))
  put("AI_few", paste0("se", q), c(r$se), vs("Matching"))
  put("AI_few", paste0("se_standard", q), c(r$se.standard), vs("Matching"))
  put("AI_few", paste0("pairs", q), length(r$index.treated), vs("Matching"))
}

# Nearest neighbours on a number, with reuse and ties: the number is 7 * stratum + position mod 5.
x <- d[d$dataset == "AI_exact", ]
x$score <- 7 * x$stratum + (seq_len(nrow(x)) - 1) %% 5
x$score[x$arm == 1] <- x$score[x$arm == 1] + 0.5
for (m in c(1, 3)) for (sample in c(FALSE, TRUE)) {
  r <- Match(Y = x$y, Tr = x$arm, X = x$score, M = m, ties = TRUE, sample = sample, estimand = "ATT")
  q <- paste0("_M", m, if (sample) "_sample" else "")
  put("AI_nearest", paste0("att", q), c(r$est), vs("Matching"))
  put("AI_nearest", paste0("se", q), c(r$se), vs("Matching"))
  put("AI_nearest", paste0("se_standard", q), c(r$se.standard), vs("Matching"))
  put("AI_nearest", paste0("pairs", q), length(r$index.treated), vs("Matching"))
}
write.csv(out, "matched_sets_extra.csv", row.names = FALSE, quote = FALSE)
