// Writes the table of ../sources with libraries for Node. It reads the table from people.csv and
// spells.csv, which `go run .` makes, and prints a line per file for the README.
//
//   npm install && node write.mjs [directory of the table]
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { duckdb } from './write-duckdb.mjs'
import { polars } from './write-polars.mjs'
import { arrowRS } from './write-arrow-rs.mjs'
import { hyparquet } from './write-hyparquet.mjs'
import { parquetjs } from './write-parquetjs.mjs'

const out = process.argv[2] ?? '../sources'
const kinds = {
  person_id: 'text', arm: 'text', year: 'int', entry_date: 'date', birth_date: 'date', birth_year: 'int', age: 'int',
  gender: 'text', origin: 'text', qualification: 'text', registered: 'bool', earnings: 'float', placed: 'bool', placed_int: 'int',
  start: 'date', end: 'date', kind: 'text', contract_months: 'int',
}
const day = 86_400_000
const parse = {
  text: s => s,
  int: Number,
  float: Number,
  bool: s => s === 'true',
  date: s => Date.parse(s + 'T00:00:00Z') / day,
}

// read returns the columns of a CSV file: name, kind, and values, null where nothing is known; dates are days since 1970.
function read(name) {
  const [head, ...rows] = readFileSync(join(out, name), 'utf8').trimEnd().split('\n').map(line => line.split(','))
  return head.map((name, k) => {
    const kind = kinds[name]
    return { name, kind, values: rows.map(r => (r[k] === '' ? null : parse[kind](r[k]))) }
  })
}

const table = { people: read('people.csv'), spells: read('spells.csv') }
const list = (file, writer, words) => console.log(`| \`${file}\` | ${writer} | ${words} |`)
const save = (file, bytes) => writeFileSync(join(out, file), bytes)
for (const write of [duckdb, polars, arrowRS, hyparquet, parquetjs]) {
  await write({ out, table, list, save })
}
