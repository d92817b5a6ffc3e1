// Package typeschema writes a JSON Schema (draft-07) of what encoding/json makes of Go
// types. What a property is comes from the type by reflection, what it means from the
// doc comments, and what it may hold from the constants of the package: a schema made
// from the code cannot say something else than the code. It takes a type and the root
// of the module, and returns the schema with what it lacks; it is used by tests, which
// hold a committed schema to be the one that the code gives.
package typeschema
