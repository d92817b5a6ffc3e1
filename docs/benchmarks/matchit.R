# CPU seconds of R's MatchIt on people that sib simulate wrote, after they are read:
#   go run ./docs/benchmarks/tocsv DIR/programme.parquet > programme.csv    (and comparison)
#   Rscript docs/benchmarks/matchit.R programme.csv comparison.csv METHOD
# METHOD: exact, cem, subclass, nearest-exact (1:1 within exact strata), nearest
# (1:1 on the score with a caliper), nearest-10, mahalanobis, quick, optimal, full
suppressMessages(library(MatchIt))
a <- commandArgs(TRUE)
read <- function(file, treat) {
  d <- read.csv(file, stringsAsFactors = TRUE)
  d$treat <- treat
  d[!is.na(d$age) & d$age >= 18 & d$age <= 33, ]
}
d <- rbind(read(a[1], 1), read(a[2], 0))
d$person_id <- NULL
d$year <- factor(d$year)
more <- intersect(c("earnings", "distance_km"), names(d))
f <- reformulate(c("age", "gender", "origin", "qualification", "year", more), "treat")
cells <- ~ gender + origin + qualification + year
t <- system.time(m <- switch(a[3],
  exact = matchit(f, d, method = "exact"),
  cem = matchit(f, d, method = "cem", cutpoints = list(age = c(20.5, 23.5, 26.5, 29.5))),
  subclass = matchit(f, d, method = "subclass"),
  `nearest-exact` = matchit(f, d, method = "nearest", exact = cells),
  nearest = matchit(f, d, method = "nearest", exact = cells, link = "linear.logit", caliper = 0.2),
  `nearest-10` = matchit(f, d, method = "nearest", exact = cells, link = "linear.logit", caliper = 0.2, ratio = 10),
  mahalanobis = matchit(reformulate(more, "treat"), d, method = "nearest", distance = "mahalanobis"),
  quick = matchit(f, d, method = "quick"),
  optimal = matchit(f, d, method = "optimal"),
  full = matchit(f, d, method = "full")))
cat(sprintf("MatchIt %s, %s: %.1f CPU s for %d and %d people, %d and %d matched\n", packageVersion("MatchIt"), a[3],
  t[["user.self"]] + t[["sys.self"]], sum(d$treat == 1), sum(d$treat == 0),
  sum(m$weights > 0 & d$treat == 1), sum(m$weights > 0 & d$treat == 0)))
