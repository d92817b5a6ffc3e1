package stats

// TwoSampleFunc is an interval for x1/n1 − x0/n0 from two independent samples,
// programme first: whole counts in, proportions out.
type TwoSampleFunc func(x1, n1, x0, n0, level float64) (Estimate, error)

// twoSample holds the methods by name.
var twoSample = registry[TwoSampleFunc]{
	"agresti-caffo":       AgrestiCaffo,
	"chan-zhang-exact":    ChanZhang,
	"haldane-beal":        Haldane,
	"hauck-anderson":      HauckAnderson,
	"jeffreys-perks-beal": JeffreysPerks,
	"mee":                 Mee,
	"miettinen-nurminen":  MiettinenNurminen,
	"mover-jeffreys-xn":   MOVERJeffreys,
	"newcombe":            Newcombe,
	"newcombe-cc":         NewcombeCC,
	"scas":                SCAS,
	"wald":                Wald,
	"wald-cc":             WaldCC,
}

// TwoSample returns the method with the given name, such as "miettinen-nurminen".
// Underscores do as well as hyphens.
func TwoSample(method string) (TwoSampleFunc, bool) {
	return twoSample.find(method)
}

// TwoSampleMethods returns the names of all methods, sorted.
func TwoSampleMethods() []string { return twoSample.names() }

// around returns value with a symmetric interval about centre, clipped to [−1, 1].
// An interval without width says so: it claims a certainty that no sample gives.
func around(method string, level, value, centre, half float64) Estimate {
	e := Estimate{
		Value:  value,
		Lo:     clip(centre-half, -1, 1),
		Hi:     clip(centre+half, -1, 1),
		Level:  level,
		Method: method,
	}
	if e.Lo == e.Hi {
		e.Warnings = append(e.Warnings, "the interval has no width: the method does not work for rates of 0 or 1")
	}
	return e
}
