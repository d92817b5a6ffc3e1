// Command groupby counts people by profile and outcome with DuckDB on one thread, the
// peer of sib's benchmark of counting, and prints the processor time that it took.
//
//	CGO_ENABLED=1 go run ./groupby [-n times] FILE...
package main

import (
	"database/sql"
	"flag"
	"fmt"
	"log"
	"strings"
	"syscall"

	_ "github.com/marcboeker/go-duckdb"
)

func main() {
	log.SetFlags(0)
	times := flag.Int("n", 5, "how often to count")
	flag.Parse()
	if err := run(flag.Args(), *times); err != nil {
		log.Fatal(err)
	}
}

func run(files []string, times int) error {
	db, err := sql.Open("duckdb", "")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	var version string
	if err := db.QueryRow("select version()").Scan(&version); err != nil {
		return err
	}
	if _, err := db.Exec("set threads = 1"); err != nil {
		return err
	}
	quoted := make([]string, len(files))
	for i, f := range files {
		quoted[i] = "'" + strings.ReplaceAll(f, "'", "''") + "'"
	}
	q := `select count(*), sum(n) from (select count(*) as n from read_parquet([` + strings.Join(quoted, ", ") + `])
		group by year, age, gender, origin, qualification, placed)`
	for range times {
		var profiles, people int64
		user, system := seconds()
		if err := db.QueryRow(q).Scan(&profiles, &people); err != nil {
			return err
		}
		u, s := seconds()
		fmt.Printf("DuckDB %s: %d people, %d groups, %.2f s user, %.2f s system, %.1f million rows a second of user time\n",
			version, people, profiles, u-user, s-system, float64(people)/1e6/(u-user))
	}
	return nil
}

// seconds is the processor time of this process so far.
func seconds() (user, system float64) {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		log.Fatal(err)
	}
	of := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return of(r.Utime), of(r.Stime)
}
