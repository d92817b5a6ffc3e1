"""Recompute, with 50 digits and independently of the Go code, differences over strata with up to ten million people.

    python3 strata_large.py > strata_large.csv

Formulas: Greenland, Robins 1985; Sato 1989; Klingenberg 2014; Mehrotra, Railkar 2000 as printed (alpha, beta, w);
Miettinen, Nurminen 1985 with the restricted rates found by bisection; Yan, Su 2010; Newcombe 1998 with Kish's size.
"""
from mpmath import mp, mpf, sqrt, erfinv, fsum

mp.dps = 50
Z = sqrt(mpf(2)) * erfinv(mpf("0.95"))
DATA = {
    "large": "4000000/10000000-3000000/10000000;3/10000000-1/10000000;45/105-4000000/10000000",
    "large_rates_near_1": "9999999/10000000-9999990/10000000;2000/3000-1/2;6000001/9000000-5999999/9000000",
}


def wilson(p, n, z):
    den = 1 + z * z / n
    half = z / den * sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (p + z * z / (2 * n)) / den - half, (p + z * z / (2 * n)) / den + half


def restricted(x1, n1, x0, n0, delta):
    lo, hi = max(mpf(0), -delta), min(mpf(1), 1 - delta)
    for _ in range(180):
        p = (lo + hi) / 2
        s = (x1 / (p + delta) if x1 else 0) - ((n1 - x1) / (1 - p - delta) if n1 - x1 else 0)
        s += (x0 / p if x0 else 0) - ((n0 - x0) / (1 - p) if n0 - x0 else 0)
        lo, hi = (p, hi) if s > 0 else (lo, p)
    return (lo + hi) / 2 + delta, (lo + hi) / 2


def score_limits(S, d, weight):
    w = [weight(*s) for s in S]
    W = fsum(w)
    est = fsum(a * b for a, b in zip(w, d)) / W

    def rejected(delta):
        v = mpf(0)
        for a, (x1, n1, x0, n0) in zip(w, S):
            p1, p0 = restricted(x1, n1, x0, n0, delta)
            v += a * a * (p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0) * (n1 + n0) / (n1 + n0 - 1)
        return abs(W * (est - delta)) > Z * sqrt(v)

    limits = []
    for side in (-1, 1):
        inside, outside = est, mpf(side)
        for _ in range(70):
            mid = (inside + outside) / 2
            inside, outside = (inside, mid) if rejected(mid) else (mid, outside)
        limits.append((inside + outside) / 2)
    return est, limits[0], limits[1]


def methods(S):
    d = [x1 / n1 - x0 / n0 for x1, n1, x0, n0 in S]
    V = [x1 * (n1 - x1) / n1**3 + x0 * (n0 - x0) / n0**3 for x1, n1, x0, n0 in S]
    mh = [n1 * n0 / (n1 + n0) for _, n1, _, n0 in S]
    W = fsum(mh)
    e = fsum(a * b for a, b in zip(mh, d)) / W

    def wald(est, var):
        return est, est - Z * sqrt(var), est + Z * sqrt(var)

    yield "mh-greenland-robins", wald(e, fsum(a * a * v for a, v in zip(mh, V)) / W**2)
    P = fsum((n1**2 * x0 - n0**2 * x1 + n1 * n0 * (n0 - n1) / 2) / (n1 + n0) ** 2 for x1, n1, x0, n0 in S) / W**2
    Q = fsum((x1 * (n0 - x0) + x0 * (n1 - x1)) / (2 * (n1 + n0)) for x1, n1, x0, n0 in S) / W**2
    yield "mh-sato", wald(e, e * P + Q)
    c = e + Z**2 * P / 2
    h = sqrt(c * c - e * e + Z**2 * Q)
    yield "mh-klingenberg", (e, c - h, c + h)
    iv = [1 / v for v in V]
    yield "inverse-variance-fixed", wald(fsum(a * b for a, b in zip(iv, d)) / fsum(iv), 1 / fsum(iv))
    people = fsum(n1 + n0 for _, n1, _, n0 in S)
    f = [(n1 + n0) / people for _, n1, _, n0 in S]
    SI, SD, SF = fsum(iv), fsum(a * b for a, b in zip(iv, d)), fsum(a * b for a, b in zip(f, d))
    alpha = [x * SI - SD for x in d]
    beta = [i * (1 + a * SF) for i, a in zip(iv, alpha)]
    den = SI + fsum(a * x * i for a, x, i in zip(alpha, d, iv))
    SB = fsum(a * b for a, b in zip(d, beta))
    w = [b / SI - a * i / den * SB / SI for a, b, i in zip(alpha, beta, iv)]
    yield "minimum-risk-wald", wald(fsum(a * b for a, b in zip(w, d)), fsum(a * a * v for a, v in zip(w, V)))
    n1, x1 = fsum(s[1] for s in S), fsum(s[0] for s in S)
    p1, p0 = x1 / n1, fsum(s[1] * s[2] / s[3] for s in S) / n1
    yield "att-wald-within-stratum", wald(p1 - p0, fsum((s[1] / n1) ** 2 * v for s, v in zip(S, V)))
    hc = fsum((s[1] / s[3] / n1) ** 2 * (s[2] * (1 - p0) ** 2 + (s[3] - s[2]) * p0**2) for s in S)
    yield "att-wald-hc0", wald(p1 - p0, p1 * (1 - p1) / n1 + hc)
    l1, u1 = wilson(p1, n1, Z)
    l0, u0 = wilson(p0, n1**2 / fsum(s[1] ** 2 / s[3] for s in S), Z)
    k = p1 - p0
    yield "weighted-newcombe", (k, k - sqrt((p1 - l1) ** 2 + (u0 - p0) ** 2), k + sqrt((u1 - p1) ** 2 + (p0 - l0) ** 2))
    yield "strat-score-mh", score_limits(S, d, lambda x1, n1, x0, n0: n1 * n0 / (n1 + n0))
    yield "strat-score-att", score_limits(S, d, lambda x1, n1, x0, n0: n1)
    for name, weight in (("mh", mh), ("att", [s[1] for s in S])):
        w = [a / fsum(weight) for a in weight]
        arms = []
        for x, n in ((0, 1), (2, 3)):
            v = [s[x] * (s[n] - s[x]) / s[n] ** 3 for s in S]
            z = Z * sqrt(fsum(a * a * b for a, b in zip(w, v))) / fsum(a * sqrt(b) for a, b in zip(w, v))
            lims = [wilson(s[x] / s[n], s[n], z) for s in S]
            lam = fsum(a * a / s[n] for a, s in zip(w, S))
            lo, hi = (fsum(a * b[i] for a, b in zip(w, lims)) for i in (0, 1))
            arms.append((lam * lo * (1 - lo), lam * hi * (1 - hi)))
        est = fsum(a * b for a, b in zip(w, d))
        yield "strat-newcombe-" + name, (est, est - Z * sqrt(arms[0][0] + arms[1][1]), est + Z * sqrt(arms[0][1] + arms[1][0]))


print("method,dataset,strata,level,estimate,lower,upper,source,decimals")
for dataset, text in DATA.items():
    S = [tuple(mpf(v) for part in cell.split("-") for v in part.split("/")) for cell in text.split(";")]
    for method, values in methods(S):
        print(",".join([method, dataset, text, "0.95"] + [mp.nstr(v, 20) for v in values] + ["computed: mpmath 50 digits", ""]))
