set.seed(1); n <- 10000
n1 <- sample(10:500, n, TRUE); n2 <- sample(50:5000, n, TRUE)
x1 <- floor(runif(n) * (n1 + 1)); x2 <- floor(runif(n) * (n2 + 1))
t <- system.time(for (i in seq_len(n)) suppressWarnings(prop.test(c(x1[i], x2[i]), c(n1[i], n2[i]))$conf.int))
cat(t[["user.self"]] / n * 1e6, "microseconds of CPU a call\n")
