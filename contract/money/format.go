package money

import "strings"

// Format returns the amount for people: "EUR 278,697.74", with a no-break space
// after the currency, commas between thousands and a true minus sign. It rounds
// no more than Decimal does.
func (a Amount) Format() string {
	text, negative := strings.CutPrefix(a.Decimal(), "-")
	end := strings.IndexAny(text, "./")
	if end < 0 {
		end = len(text)
	}
	sign := ""
	if negative {
		sign = "−"
	}
	return string(a.cur) + "\u00a0" + sign + group(text[:end]) + text[end:]
}

// group puts a comma before every third digit from the right.
func group(digits string) string {
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}
