package contract

import "strings"

// longestWord bounds the quadratic comparison below; no key is nearly as long.
const longestWord = 40

// suggest returns the candidate nearest to word, if it is near enough to be a
// slip of the pen: at most a third of the letters differ.
func suggest(word string, candidates []string) (string, bool) {
	if len(word) > longestWord {
		return "", false
	}
	word = strings.ReplaceAll(strings.ToLower(word), "-", "_")
	best, least := "", len(word)/3+1
	for _, c := range candidates {
		d := distance(word, strings.ReplaceAll(strings.ToLower(c), "-", "_"))
		if d < least || d == least && best == "" && d <= 1 {
			best, least = c, d
		}
	}
	return best, best != ""
}

// distance is the number of letters to insert, delete, replace or swap with a
// neighbour to turn a into b (Damerau 1964, restricted to one edit a place).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

// DidYouMean returns the candidate nearest to word, if it is near enough to be a slip
// of the pen.
func DidYouMean(word string, candidates []string) (string, bool) { return suggest(word, candidates) }
