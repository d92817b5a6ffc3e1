"""Recompute rows of the reference tables with 50 digits (needs mpmath).

Independent of the Go code: the score methods solve the restricted likelihood by
bisection in 50 digits, and quantiles come from mpmath. Prints, for each method,
the rows recomputed and the largest difference of a limit from the table.
"""
import csv
import pathlib

from mpmath import erfinv, mp, mpf, sqrt

mp.dps = 50
HERE = pathlib.Path(__file__).parent


def z_of(level):
    return sqrt(2) * erfinv(mpf(level))


def wilson(p, n, z):
    centre = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z / (1 + z**2 / n) * sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    return (mpf(0) if p == 0 else centre - half), (mpf(1) if p == 1 else centre + half)


def mover(p1, n1, p0, n0, z):
    (l1, u1), (l0, u0) = wilson(p1, n1, z), wilson(p0, n0, z)
    d = p1 - p0
    return d - sqrt((p1 - l1)**2 + (u0 - p0)**2), d + sqrt((u1 - p1)**2 + (p0 - l0)**2)


def newcombe(x1, n1, x0, n0, z):
    return mover(x1 / n1, n1, x0 / n0, n0, z)


def wald(x1, n1, x0, n0, z):
    p1, p0 = x1 / n1, x0 / n0
    half = z * sqrt(p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0)
    return max(p1 - p0 - half, mpf(-1)), min(p1 - p0 + half, mpf(1))


def variance(x1, n1, x0, n0, delta):
    """Variance of the difference at the best rates with p1 - p0 = delta."""
    lo, hi = max(mpf(0), -delta), min(mpf(1), 1 - delta)
    terms = lambda p: ((x1, p + delta, 1), (n1 - x1, 1 - p - delta, -1), (x0, p, 1), (n0 - x0, 1 - p, -1))
    for _ in range(170):
        mid = (lo + hi) / 2
        if sum(sign * count / rate for count, rate, sign in terms(mid) if count) > 0:
            lo = mid
        else:
            hi = mid
    p0 = (lo + hi) / 2
    p1 = p0 + delta
    return p1 * (1 - p1) / n1 + p0 * (1 - p0) / n0


def score_upper(x1, n1, x0, n0, z, factor):
    d = x1 / n1 - x0 / n0
    lo, hi = d, mpf(1)
    if d == 1:
        return d
    for _ in range(120):
        mid = (lo + hi) / 2
        if mid - d <= z * sqrt(factor * variance(x1, n1, x0, n0, mid)):
            lo = mid
        else:
            hi = mid
    return lo


def score(x1, n1, x0, n0, z, factor):
    return -score_upper(x0, n0, x1, n1, z, factor), score_upper(x1, n1, x0, n0, z, factor)


def mee(x1, n1, x0, n0, z):
    return score(x1, n1, x0, n0, z, mpf(1))


def miettinen_nurminen(x1, n1, x0, n0, z):
    return score(x1, n1, x0, n0, z, (n1 + n0) / (n1 + n0 - 1))


def weighted(strata, z):
    cells = [[mpf(v) for arm in cell.split("-") for v in arm.split("/")] for cell in strata.split(";")]
    cells = [c for c in cells if c[1] and c[3]]
    n1 = sum(c[1] for c in cells)
    p1 = sum(c[0] for c in cells) / n1
    p0 = sum(c[1] * c[2] / c[3] for c in cells) / n1
    return mover(p1, n1, p0, n1**2 / sum(c[1]**2 / c[3] for c in cells), z)


def rows(name):
    with open(HERE / name, newline="") as f:
        yield from (r for r in csv.DictReader(f) if not r["decimals"])


def main():
    worst = {}

    def compare(method, row, limits):
        gap = max(abs(mpf(row["lower"]) - limits[0]), abs(mpf(row["upper"]) - limits[1]))
        count, before = worst.get(method, (0, mpf(0)))
        worst[method] = count + 1, max(before, gap)

    methods = {f.__name__: f for f in (wald, newcombe, mee, miettinen_nurminen)}
    for r in rows("ci_two_proportions.csv"):
        if r["method"] in methods:
            counts = [mpf(r[c]) for c in ("x1", "n1", "x2", "n2")]
            compare(r["method"], r, methods[r["method"]](*counts, z_of(r["level"])))
    for r in rows("single_proportion.csv"):
        if r["method"] == "wilson":
            compare("wilson", r, wilson(mpf(r["x"]) / mpf(r["n"]), mpf(r["n"]), z_of(r["level"])))
    for r in rows("stratified_rd.csv"):
        if r["method"] == "att_newcombe_kish":
            compare(r["method"], r, weighted(r["strata"], z_of(r["level"])))
    for method, (count, gap) in sorted(worst.items()):
        print(f"{method:20} {count:4} rows, largest difference {mp.nstr(gap, 2)}")


if __name__ == "__main__":
    main()
