#!/usr/bin/env Rscript
# Makes the reference values of this directory again, and compares them with what is here.
#
#   Rscript make.R [DATA] [OUT]
#
# DATA is duo_synth.parquet (read with nanoparquet) or the same table as CSV; the
# default is ../../parquet/duo_synth.parquet. OUT is the directory to write to, by
# default a temporary one. Run it in this directory, from which it reads specs.csv.
#
# The values here are of R 4.2.2 and the package versions in README.md. Packages that
# are missing are named and their files left out. With another version of MatchIt than
# 4.7.2 only the specs that no version changes are run: exact and coarsened matching.
# Files are written by rows of people and pairs, sorted; numbers with 17 digits.

arguments <- commandArgs(trailingOnly = TRUE)
data_path <- if (length(arguments) >= 1) arguments[1] else "../../parquet/duo_synth.parquet"
out <- if (length(arguments) >= 2) arguments[2] else file.path(tempdir(), "matching")
dir.create(out, showWarnings = FALSE, recursive = TRUE)

covariates <- c("age", "gender", "origin", "qualification", "year")
right_side <- paste(covariates, collapse = " + ")
score_formula <- as.formula(paste("treat ~", right_side))

has <- function(package) {
  ok <- requireNamespace(package, quietly = TRUE)
  if (!ok) message("without ", package, ": the files that need it are not made")
  ok
}

read_people <- function(path) {
  d <- if (grepl("\\.parquet$", path)) as.data.frame(nanoparquet::read_parquet(path)) else read.csv(path)
  for (v in c("gender", "origin", "qualification", "year")) d[[v]] <- factor(as.character(d[[v]]))
  for (v in c("id", "treat", "age", "placed")) d[[v]] <- as.integer(as.character(d[[v]]))
  d <- d[order(d$id), c("id", "treat", covariates, "placed")]
  rownames(d) <- d$id
  d
}

digits17 <- function(x) ifelse(is.na(x), "", formatC(x, digits = 17, format = "g", width = 1))

write_table <- function(x, name) {
  x[] <- lapply(x, function(v) if (is.double(v)) digits17(v) else ifelse(is.na(v), "", as.character(v)))
  write.csv(x, file.path(out, name), row.names = FALSE, quote = grepl("specs", name))
}

write_json <- function(x, name) {
  jsonlite::write_json(x, file.path(out, name), auto_unbox = TRUE, digits = NA, pretty = TRUE, null = "null")
}

# ---- propensity scores: ps.csv, glm.json ------------------------------------

# Converged fits; MatchIt's own is glm() with R's default tolerance, 1e-8.
make_scores <- function(d) {
  links <- c("logit", "probit", "cloglog", "cauchit")
  fits <- lapply(setNames(links, links), function(link)
    suppressWarnings(glm(score_formula, binomial(link), d, control = glm.control(epsilon = 1e-14, maxit = 200))))
  default <- glm(score_formula, binomial, d)
  ps <- data.frame(id = d$id, treat = d$treat, ps_matchit = unname(fitted(default)), lp_matchit = unname(default$linear.predictors),
    ps_logit = unname(fitted(fits$logit)), lp_logit = unname(fits$logit$linear.predictors),
    ps_probit = unname(fitted(fits$probit)), ps_cloglog = unname(fitted(fits$cloglog)), ps_cauchit = unname(fitted(fits$cauchit)))
  write_table(ps, "ps.csv")
  if (has("jsonlite")) {
    write_json(list(
      note = "coefficients at epsilon 1e-14; matchit_default is glm() with R's default epsilon 1e-8",
      matchit_default = list(coef = as.list(coef(default)), iter = default$iter, deviance = deviance(default)),
      links = lapply(fits, function(f) list(coef = as.list(coef(f)), se = as.list(sqrt(diag(vcov(f)))), deviance = deviance(f),
        null.deviance = f$null.deviance, aic = AIC(f), loglik = as.numeric(logLik(f)), converged = f$converged))), "glm.json")
  }
  ps
}

# ---- MatchIt: weights, sets, pairs, balance, effects ------------------------

any_version <- c("exact", "exact_ATE", "cem", "cem_sturges")

# calls to make: all with MatchIt 4.7.2, otherwise those that no version changes.
specs_to_run <- function() {
  specs <- read.csv("specs.csv")
  version <- as.character(packageVersion("MatchIt"))
  if (version != "4.7.2") {
    message("MatchIt is ", version, ", the reference is of 4.7.2: only ", paste(any_version, collapse = ", "))
    specs <- specs[specs$spec %in% any_version, ]
  }
  setNames(specs$call, specs$spec)
}

balance_rows <- function(spec, sample, s) {
  if (is.null(s)) return(NULL)
  data.frame(spec = spec, sample = sample, term = rownames(s), mean_treated = s[, 1], mean_control = s[, 2], smd = s[, 3],
    var_ratio = s[, 4], ecdf_mean = s[, 5], ecdf_max = s[, 6], pair_dist = s[, 7], row.names = NULL)
}

balance_of <- function(spec, m, ...) {
  s <- summary(m, ...)
  rbind(balance_rows(spec, "all", s$sum.all), balance_rows(spec, "matched", s$sum.matched))
}

# pairs_of lists who is matched with whom: from the match matrix, or from sets of two.
pairs_of <- function(spec, m, d) {
  if (!is.null(m$match.matrix)) {
    mm <- m$match.matrix
    p <- data.frame(spec = spec, focal_id = rep(as.integer(rownames(mm)), ncol(mm)), k = rep(seq_len(ncol(mm)), each = nrow(mm)),
      match_id = as.integer(mm))
  } else if (spec == "cem_k2k") {
    t <- d$id[d$treat == 1 & !is.na(m$subclass)]
    c <- d$id[d$treat == 0 & !is.na(m$subclass)]
    p <- data.frame(spec = spec, focal_id = t, k = 1L, match_id = c[match(m$subclass[as.character(t)], m$subclass[as.character(c)])])
  } else return(NULL)
  p <- p[!is.na(p$match_id), ]
  p[order(p$focal_id, p$k), ]
}

# cobalt's names of terms have an underscore before the level.
cobalt_of <- function(spec, m) {
  b <- cobalt::bal.tab(m, un = TRUE, stats = c("mean.diffs", "variance.ratios", "ks.statistics", "ovl.coefficients"),
    disp = c("means", "sds"), binary = "std", continuous = "std")$Balance
  sample <- function(suffix) {
    x <- b[paste0(c("M.1.", "M.0.", "SD.1.", "SD.0.", "Diff.", "V.Ratio.", "KS.", "OVL."), suffix)]
    setNames(x, paste0(c("m1_", "m0_", "sd1_", "sd0_", "diff_", "v_ratio_", "ks_", "ovl_"), tolower(suffix)))
  }
  term <- sub(paste0("^(", paste(covariates[-1], collapse = "|"), ")_"), "\\1", rownames(b))
  data.frame(spec = spec, term = term, type = b$Type, sample("Un"), sample("Adj"), row.names = NULL)
}

ess <- function(w) sum(w)^2 / sum(w^2)

# effect_of: the weighted difference with HC3 and cluster-robust (HC1) standard errors,
# and for the ATT g-computation by a logit in which everything interacts with treatment.
effect_of <- function(spec, m, d) {
  d$w <- m$weights
  d$set <- if (is.null(m$subclass)) NA else m$subclass
  k <- d[d$w > 0, ]
  one <- lm(placed ~ treat, k, weights = w)
  e <- data.frame(spec = spec, n_treated = sum(k$treat == 1), n_control = sum(k$treat == 0), ess_control = ess(k$w[k$treat == 0]),
    ess_treated = ess(k$w[k$treat == 1]), rd = unname(coef(one)[2]), se_HC3 = sqrt(sandwich::vcovHC(one, "HC3")[2, 2]),
    se_CL_HC1 = NA_real_, gcomp_rd = NA_real_, gcomp_se_CL = NA_real_)
  clustered <- !anyNA(k$set)
  if (clustered) e$se_CL_HC1 <- sqrt(sandwich::vcovCL(one, cluster = k$set, type = "HC1")[2, 2])
  if (m$estimand == "ATT") {
    g <- g_computation(k, clustered)
    e$gcomp_rd <- g[1]
    e$gcomp_se_CL <- g[2]
  }
  e
}

g_computation <- function(k, clustered) {
  fit <- suppressWarnings(glm(as.formula(paste0("placed ~ treat * (", right_side, ")")), quasibinomial, k, weights = w,
    control = glm.control(epsilon = 1e-12, maxit = 100)))
  t <- k[k$treat == 1, ]
  side <- function(z) {
    t$treat <- z
    x <- model.matrix(delete.response(terms(fit)), t, xlev = fit$xlevels)
    p <- plogis(drop(x %*% coef(fit)))
    list(mean = weighted.mean(p, t$w), slope = colSums(x * (p * (1 - p) * t$w)) / sum(t$w))
  }
  if (anyNA(coef(fit))) return(c(NA, NA))
  a <- side(1)
  b <- side(0)
  slope <- a$slope - b$slope
  se <- if (clustered) sqrt(drop(slope %*% sandwich::vcovCL(fit, cluster = k$set, type = "HC0") %*% slope)) else NA
  c(a$mean - b$mean, se)
}

effects_by_year <- function(spec, m, d) {
  do.call(rbind, lapply(levels(d$year), function(y) {
    k <- which(d$year == y & m$weights > 0)
    t <- k[d$treat[k] == 1]
    c <- k[d$treat[k] == 0]
    means <- c(weighted.mean(d$placed[t], m$weights[t]), weighted.mean(d$placed[c], m$weights[c]))
    data.frame(spec = spec, year = y, n_treated = length(t), n_control = length(c), mean_treated = means[1], mean_control = means[2],
      rd = means[1] - means[2])
  }))
}

make_matchit <- function(d) {
  if (!has("MatchIt") || !has("sandwich")) return(invisible())
  matchit <- MatchIt::matchit
  calls <- specs_to_run()
  weights <- sets <- d[c("id", "treat")]
  pairs <- balance <- effects <- years <- products <- said <- cobalt <- NULL
  for (spec in names(calls)) {
    notes <- character()
    m <- withCallingHandlers(eval(parse(text = calls[[spec]])), warning = function(w) {
      notes <<- c(notes, conditionMessage(w))
      invokeRestart("muffleWarning")
    })
    weights[[spec]] <- unname(m$weights)
    if (!is.null(m$subclass)) sets[[spec]] <- as.integer(m$subclass)
    pairs <- rbind(pairs, pairs_of(spec, m, d))
    balance <- rbind(balance, balance_of(spec, m))
    effects <- rbind(effects, effect_of(spec, m, d))
    if (spec %in% c("exact", "cem")) years <- rbind(years, effects_by_year(spec, m, d))
    if (spec %in% c("cem", "exact_ATE")) {
      all <- balance_of(spec, m, interactions = TRUE)
      products <- rbind(products, all[grepl("\u00b2| \\* ", all$term), ])
    }
    if (spec %in% c("full", "nn_exact", "nn_largest") && has("cobalt")) cobalt <- rbind(cobalt, cobalt_of(spec, m))
    caliper <- if (is.null(m$caliper)) "" else paste0(ifelse(names(m$caliper) == "", "distance", names(m$caliper)), "=", format(m$caliper, digits = 15))
    said <- rbind(said, data.frame(spec = spec, call = calls[[spec]], caliper_raw = paste(caliper, collapse = " "), messages = paste(notes, collapse = " ")))
  }
  write_table(weights, "weights.csv")
  write_table(sets, "subclass.csv")
  if (!is.null(pairs)) write_table(pairs, "pairs.csv")
  write_table(balance, "balance.csv")
  write_table(effects, "effects.csv")
  write_table(years, "effects_by_year.csv")
  write_table(products, "interactions.csv")
  if (!is.null(cobalt)) write_table(cobalt, "cobalt.csv")
  write_table(said, "specs.csv")
}

# ---- Matching::Match: abadie_imbens.json ------------------------------------

make_abadie_imbens <- function(d, ps) {
  if (!has("Matching") || !has("jsonlite")) return(invisible())
  x <- model.matrix(score_formula, d)[, -1]
  codes <- sapply(d[c("gender", "origin", "qualification", "year")], as.integer)
  match <- function(...) {
    m <- Matching::Match(Y = d$placed, Tr = d$treat, ...)
    list(est = drop(m$est), se_AI = drop(m$se), se_standard = m$se.standard, wnobs = m$wnobs, orig_treated = m$orig.treated.nobs,
      ndrops = m$ndrops, ndrops_matches = m$ndrops.matches, n_pair_rows = length(m$index.treated))
  }
  write_json(list(
    note = "Matching::Match defaults: ATT, with replacement, ties averaged (ties=TRUE), distance.tolerance 1e-5, Var.calc=0 (homoscedastic residual variance), se_AI = Abadie-Imbens 2006 population SE; PS treated as known",
    ps_M1 = match(X = ps$ps_logit), ps_M3 = match(X = ps$ps_logit, M = 3), lp_M1 = match(X = ps$lp_logit),
    lp_M1_cal02 = match(X = ps$lp_logit, caliper = 0.2), ps_M1_Varcalc1 = match(X = ps$ps_logit, Var.calc = 1),
    ps_M1_sampleTRUE = match(X = ps$ps_logit, sample = TRUE), ps_M1_biasadj = match(X = ps$ps_logit, Z = x, BiasAdjust = TRUE),
    ps_M1_ATE = match(X = ps$ps_logit, estimand = "ATE"), invvar_M1 = match(X = x), mahal_M1 = match(X = x, Weight = 2),
    mahal_M1_biasadj = match(X = x, Weight = 2, BiasAdjust = TRUE),
    lp_exact_M1 = match(X = cbind(ps$lp_logit, codes), exact = c(FALSE, TRUE, TRUE, TRUE, TRUE))), "abadie_imbens.json")
}

# ---- weighting: ebal_ipw_weights.csv, weighting.json ------------------------

weighted_effect <- function(d, w) {
  one <- lm(placed ~ treat, d, weights = w)
  means <- c(weighted.mean(d$placed[d$treat == 1], w[d$treat == 1]), weighted.mean(d$placed[d$treat == 0], w[d$treat == 0]))
  se <- sapply(c(se_HC0 = "HC0", se_HC1 = "HC1", se_HC2 = "HC2", se_HC3 = "HC3"), function(type) sqrt(sandwich::vcovHC(one, type)[2, 2]))
  c(list(estimate = unname(coef(one)[2]), mean_treated = means[1], mean_control = means[2], n_rows = nrow(d),
    sum_w_treated = sum(w[d$treat == 1]), sum_w_control = sum(w[d$treat == 0])), as.list(se),
    list(ess_control = ess(w[d$treat == 0]), max_w = max(w)))
}

make_weighting <- function(d) {
  if (!has("WeightIt") || !has("ebal") || !has("sandwich") || !has("jsonlite")) return(invisible())
  balanced <- WeightIt::weightit(score_formula, d, method = "ebal", estimand = "ATT")
  inverse <- WeightIt::weightit(score_formula, d, method = "glm", estimand = "ATT")
  package <- ebal::ebalance(d$treat, model.matrix(score_formula, d)[, -1], constraint.tolerance = 1e-10, print.level = -1)
  w <- data.frame(id = d$id, treat = d$treat, w_ebal_weightit = unname(balanced$weights), w_ipw_att = unname(inverse$weights), w_ebal_pkg = 1)
  w$w_ebal_pkg[d$treat == 0] <- package$w
  write_table(w, "ebal_ipw_weights.csv")
  write_json(list(ebal_weightit = weighted_effect(d, w$w_ebal_weightit), ipw_att = weighted_effect(d, w$w_ipw_att),
    ebal_pkg = c(weighted_effect(d, w$w_ebal_pkg), list(coefs = c(package$coefs), maxdiff = package$maxdiff))), "weighting.json")
}

# ---- comparison with the files here -----------------------------------------

# compare_table sets rows side by side by their text columns and ids.
compare_table <- function(name) {
  made <- read.csv(file.path(out, name), check.names = FALSE)
  kept <- read.csv(name, check.names = FALSE)
  keys <- intersect(c("spec", "sample", "term", "id", "focal_id", "k", "year"), names(made))
  both <- merge(made, kept, by = keys, suffixes = c("", " kept"))
  gap <- 0
  blanks <- 0
  for (v in setdiff(names(made), c(keys, "treat", "cpu_s"))) {
    a <- both[[v]]
    b <- both[[paste(v, "kept")]]
    if (!is.numeric(a) || !is.numeric(b)) next
    gap <- max(gap, abs(a - b), na.rm = TRUE)
    blanks <- blanks + sum(is.na(a) != is.na(b))
  }
  cat(sprintf("%-22s %6d of %6d rows compared, largest difference %.2g, %d values on one side only\n", name, nrow(both), nrow(kept), gap, blanks))
}

compare_json <- function(name) {
  numbers <- function(path) {
    v <- unlist(jsonlite::fromJSON(path))
    x <- suppressWarnings(as.numeric(v))
    setNames(x[!is.na(x)], names(v)[!is.na(x)])
  }
  made <- numbers(file.path(out, name))
  kept <- numbers(name)
  both <- intersect(names(made), names(kept))
  cat(sprintf("%-22s %6d of %6d numbers compared, largest difference %.2g\n", name, length(both), length(kept), max(abs(made[both] - kept[both]))))
}

# The ids of sets are arbitrary names; make_matchit's own are compared by who is together.
compare_sets <- function() {
  made <- read.csv(file.path(out, "subclass.csv"), check.names = FALSE)
  kept <- read.csv("subclass.csv", check.names = FALSE)
  same <- sapply(setdiff(names(made), c("id", "treat")), function(v) {
    a <- made[[v]]
    b <- kept[[v]]
    identical(is.na(a), is.na(b)) && identical(match(a, unique(a)), match(b, unique(b)))
  })
  cat(sprintf("%-22s %6d of %6d specs have the same sets\n", "subclass.csv", sum(same), length(same)))
}

people <- read_people(data_path)
scores <- make_scores(people)
make_matchit(people)
make_abadie_imbens(people, scores)
make_weighting(people)
cat("written to", out, "\n")
for (name in list.files(out, "\\.csv$")) {
  if (name == "subclass.csv") compare_sets() else if (name != "specs.csv") compare_table(name)
}
for (name in list.files(out, "\\.json$")) compare_json(name)
