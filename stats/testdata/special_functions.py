"""Makes special_functions.csv: values of the functions in elementary.go, erfc.go,
incomplete_beta.go and tail_areas.go, with mpmath at 60 digits. The arguments are
binary numbers, printed so that they read back as the same.

    python3 special_functions.py > special_functions.csv
"""
from mpmath import mp, mpf, betainc, erfc, exp, expm1, gammainc, log, log1p, pi, sin

mp.dps = 60


def steps(lo, hi, n):
    return [lo + (hi - lo) * i / n for i in range(n + 1)]


def powers(lo, hi, n):
    return [10.0 ** e for e in steps(lo, hi, n)]


def both(xs):
    return xs + [-x for x in xs]


ONE = {
    "exp": (exp, both(powers(-18, 0, 12)) + steps(-2.0, 2.0, 37) + steps(-707.9, 709.7, 61)),
    "expm1": (expm1, both(powers(-300, 0, 25)) + both(steps(0.01, 2.1, 41)) + both(steps(2.3, 60.7, 29))),
    "log": (log, powers(-307, 307, 47) + steps(0.26, 3.9, 53) + [1 + x for x in both(powers(-15, -2, 13))]),
    "log1p": (log1p, both(powers(-300, -0.01, 41)) + steps(-0.99, 3.0, 43) + powers(0.5, 300, 23)),
    "erfc": (erfc, both(powers(-20, -0.1, 21)) + both(steps(0.01, 5.9, 71)) + steps(6.0, 26.5, 43)),
    "sine_squared": (lambda x: sin(pi / 2 * x) ** 2, steps(0.001, 0.999, 31)),
}


def upper_gamma(df, q):
    return gammainc(mpf(df) / 2, mpf(q) / 2, regularized=True)


def lower_beta(a, b, x):
    return betainc(a, b, 0, x, regularized=True)


def main():
    print("function,a,b,x,value")
    for name, (f, xs) in ONE.items():
        for x in xs:
            print(f"{name},,,{x!r},{mp.nstr(f(mpf(x)), 25)}")
    for df in (1, 2, 3, 4, 5, 11, 30, 101, 1000):
        for times in (0.05, 0.5, 0.97, 1.5, 4.0, 9.0):
            q = df * times
            print(f"chi_square,{df},,{q!r},{mp.nstr(upper_gamma(df, q), 25)}")
    for a, b in ((0.5, 0.5), (0.5, 1.0), (1.0, 0.5), (1.5, 0.5), (2.3, 0.5), (0.5, 20.5), (7.5, 33.5),
                 (33.5, 7.5), (150.5, 350.5), (500.0, 0.5), (2000.5, 3000.5)):
        mean, sd = a / (a + b), (a * b / (a + b + 1)) ** 0.5 / (a + b)
        for z in (-5.0, -2.0, -0.7, 0.0, 0.4, 1.3, 2.5):
            x = mean + z * sd
            if 0 < x < 1:
                print(f"beta,{a},{b},{x!r},{mp.nstr(lower_beta(a, b, mpf(x)), 25)}")


main()
