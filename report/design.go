package report

import (
	"fmt"

	"sib/cohort"
	"sib/evaluate"
	"sib/matching"
)

// matchedRow is the people of one profile and group in matched.parquet. Stratum is the
// number of their matched set, from 1 on, for a method that makes strata, and 0 otherwise.
type matchedRow struct {
	Year    int32   `parquet:"name=year, type=INT32"`
	Stratum int64   `parquet:"name=stratum, type=INT64"`
	Arm     string  `parquet:"name=arm, type=BYTE_ARRAY, convertedtype=UTF8, encoding=PLAIN_DICTIONARY"`
	Profile string  `parquet:"name=profile, type=BYTE_ARRAY, convertedtype=UTF8"`
	People  int64   `parquet:"name=people, type=INT64"`
	Weight  float64 `parquet:"name=weight, type=DOUBLE"`
}

// linkRow is the pairs between two profiles in links.parquet: how many are expected
// over all ways to choose among people who cannot be told apart, and what they add to
// the weights of the people chosen.
type linkRow struct {
	Year       int32   `parquet:"name=year, type=INT32"`
	Programme  string  `parquet:"name=programme, type=BYTE_ARRAY, convertedtype=UTF8"`
	Comparison string  `parquet:"name=comparison, type=BYTE_ARRAY, convertedtype=UTF8"`
	Pairs      float64 `parquet:"name=pairs, type=DOUBLE"`
	Weight     float64 `parquet:"name=weight, type=DOUBLE"`
}

// Design returns the files of a design: design.json, balance.csv, matched.parquet and,
// for a method that makes pairs, links.parquet. No file holds an id or an outcome.
func Design(d *evaluate.Design) (map[string][]byte, error) {
	out := map[string][]byte{"balance.csv": balanceSheet(d.Matching.Balance).bytes()}
	var err error
	if out["design.json"], err = d.Bytes(); err != nil {
		return nil, fmt.Errorf("encode design.json: %w", err)
	}
	if out["matched.parquet"], err = parquetTable(matchedRows(d)); err != nil {
		return nil, fmt.Errorf("render matched.parquet: %w", err)
	}
	if len(d.Matching.Links) > 0 {
		if out["links.parquet"], err = parquetTable(linkRows(d)); err != nil {
			return nil, fmt.Errorf("render links.parquet: %w", err)
		}
	}
	return out, nil
}

// pairRow is two people in pairs.parquet.
type pairRow struct {
	Year       int32  `parquet:"name=year, type=INT32"`
	K          int32  `parquet:"name=k, type=INT32"`
	Programme  string `parquet:"name=programme_id, type=BYTE_ARRAY, convertedtype=UTF8"`
	Comparison string `parquet:"name=comparison_id, type=BYTE_ARRAY, convertedtype=UTF8"`
}

// PairsFile is the file of named pairs with these ties: the one file with ids.
func PairsFile(ties evaluate.Ties) string {
	if ties == evaluate.ByFile {
		return "pairs-file-order.parquet"
	}
	return "pairs.parquet"
}

// Pairs returns the file of named pairs.
func Pairs(pairs []evaluate.Pair) ([]byte, error) {
	return parquetTable(func(yield func(pairRow) bool) {
		for _, p := range pairs {
			if !yield(pairRow{int32(p.Year), int32(p.K), p.Programme, p.Comparison}) {
				return
			}
		}
	})
}

// Balance returns balance.csv.
func Balance(tables []matching.Balance) []byte { return balanceSheet(tables).bytes() }

func matchedRows(d *evaluate.Design) func(func(matchedRow) bool) {
	return func(yield func(matchedRow) bool) {
		stratum := make([]int64, len(d.People.Profiles))
		for i, s := range d.Matching.Strata {
			for _, p := range s.Profiles {
				stratum[p] = int64(i) + 1
			}
		}
		for i, p := range d.People.Profiles {
			for arm, n := range p.N {
				w := d.Matching.Weights[i][arm]
				if n == 0 || w == 0 {
					continue
				}
				row := matchedRow{int32(p.Year), stratum[i], cohort.Arm(arm).String(), profileName(d.People, int32(i)), n, w}
				if !yield(row) {
					return
				}
			}
		}
	}
}

func linkRows(d *evaluate.Design) func(func(linkRow) bool) {
	return func(yield func(linkRow) bool) {
		for _, l := range d.Matching.Links {
			row := linkRow{
				int32(d.People.Profiles[l.Programme].Year),
				profileName(d.People, l.Programme), profileName(d.People, l.Comparison), l.N, l.Weight,
			}
			if !yield(row) {
				return
			}
		}
	}
}

// profileName spells a profile as "name=value; name=value", in the contract's order.
func profileName(c *cohort.Cohort, i int32) string {
	b := []byte{}
	for k, code := range c.Profiles[i].Codes {
		if k > 0 {
			b = append(b, "; "...)
		}
		d := c.Domains[k]
		b = append(append(append(b, clean(d.Name)...), '='), clean(d.Labels[code])...)
	}
	return string(b)
}
