package simulate

import "strings"

// nearest returns the known name that takes the fewest letters to insert, delete or
// replace (Levenshtein 1966), whatever the case, if they are at most half of its letters.
func nearest(name string, known []string) (string, bool) {
	const longest = 40
	if len(name) > longest {
		return "", false
	}
	best, least := "", longest
	for _, k := range known {
		if d := edits(strings.ToLower(name), strings.ToLower(k)); d < least && d <= len(k)/2 {
			best, least = k, d
		}
	}
	return best, best != ""
}

func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
