package report

// catalogue has the texts of each language by their English.
var catalogue = map[Language]map[string]string{}
