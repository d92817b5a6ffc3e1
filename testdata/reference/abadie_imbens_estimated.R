# The Abadie-Imbens variance on an estimated score, written out, and Matching's for a known one.
# R 4.2.2, Matching 4.10-8. Columns: effect, standard error for a known score, standard error.
suppressMessages(library(Matching))
options(digits=17)
i <- 1:120; fr <- function(a) { v <- i*a; v - floor(v) }
x1 <- fr(sqrt(2)); x2 <- fr(sqrt(3)); w <- as.numeric(fr(sqrt(7)) < plogis(-0.7 + x1 - x2))
y <- 0.3*x1 + 0.1*x2 + w*(0.1 + 0.2*x2) + 0.3*fr(sqrt(5))
run <- function(x1,x2,w,y,m,l) {
g <- glm(w ~ x1 + x2, family=binomial, control=glm.control(epsilon=1e-15,maxit=100))
eta <- predict(g); X <- model.matrix(g); Fh <- plogis(eta); f <- Fh*(1-Fh); n <- length(y)
near <- function(j, arm, k, self=TRUE) { # all who tie
  pool <- which(w==arm & (self | seq_len(n)!=j)); d <- abs(eta[pool]-eta[j]); pool[d <= sort(d)[k]+1e-9] }
tr <- which(w==1); K <- K2 <- numeric(n); yh <- numeric(n)
for (j in tr) { s <- near(j,0,m); K[s] <- K[s]+1/length(s); K2[s] <- K2[s]+1/length(s)^2; yh[j] <- mean(y[s]) }
tau <- mean(y[tr]-yh[tr]); n1 <- length(tr)
sg <- sapply(1:n, function(j) var(y[near(j,w[j],l)]))
V <- (sum((y[tr]-yh[tr]-tau)^2) + sum(((1-w)*(K^2-K2)*sg)))/n1^2
c <- d <- 0
for (j in 1:n) {
  c1 <- as.vector(cov(X[near(j,1,l),], y[near(j,1,l)])); c0 <- as.vector(cov(X[near(j,0,l),], y[near(j,0,l)]))
  m1 <- mean(y[near(j,1,l,FALSE)]); m0 <- mean(y[near(j,0,l,FALSE)])
  c <- c + f[j]*(X[j,]*(m1-m0-tau) + c1 + Fh[j]/(1-Fh[j])*c0)/n1
  d <- d + f[j]*(X[j,]*(m1-m0-tau) + c1 - c0)/n1 }
J <- crossprod(X, X*f)
va <- V - drop(t(c) %*% solve(J,c)) + drop(t(d) %*% solve(J,d))
cat("m",m,"l",l,"n1",n1,": "); print(c(tau, sqrt(V), sqrt(va)))
r <- Match(Y=y,Tr=w,X=eta,M=m,Var.calc=1,ties=TRUE,distance.tolerance=1e-12,Weight=3,Weight.matrix=matrix(1))
cat("Match "); print(c(r$est, r$se)) }
run(x1,x2,w,y,1,2); run(x1,x2,w,y,3,2); run(x1,x2,w,y,2,5)
x1 <- round(x1*4)/4; x2 <- round(x2*2)/2
run(x1,x2,w,y,1,2); run(x1,x2,w,y,3,4)
