# Exports the Dehejia-Wahba subset of the National Supported Work demonstration
# from R's Matching package (Debian: r-cran-matching) as CSV.
#
#   Rscript testdata/nsw/export.R testdata/nsw/nsw.csv
#   go run ./testdata/nsw/convert testdata/nsw/nsw.csv testdata/nsw/people.parquet
#
# Source: Dehejia and Wahba 1999, JASA 94:1053; LaLonde 1986, Am. Econ. Rev. 76:604.
out <- commandArgs(trailingOnly = TRUE)
if (length(out) != 1) stop("usage: Rscript export.R OUT.csv")
suppressPackageStartupMessages(library(Matching))
data(lalonde)
people <- data.frame(
  person_id  = sprintf("NSW%04d", seq_len(nrow(lalonde))),
  lalonde[c("age", "educ", "black", "hisp", "married", "nodegr", "re74", "re75", "u74", "u75", "treat")],
  employed78 = as.integer(lalonde$re78 > 0)
)
write.csv(people, out, row.names = FALSE, quote = FALSE)
cat("wrote", nrow(people), "people; Matching", as.character(packageVersion("Matching")), "\n")
