// Package sql prints the query that makes a table of counts where the data lie.
//
// It takes what is to be read, a cohort.Spec and an outcome.Spec, and the names of tables
// or files, and returns one query of DuckDB, PostgreSQL, Spark or Trino. The rows of the
// query are those of package counts, in their order. What a run over people would refuse,
// such as a level that the contract does not list, becomes a row whose stage begins with
// "refused:", which the reader of counts refuses in turn: nothing vanishes.
//
// Every column is read as text and recognised by its form, so that the query does not
// depend on the types of a register. It is text and nothing but text: names and labels
// are quoted, and no comment holds one. It opens nothing.
package sql
