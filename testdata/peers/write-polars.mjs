import polars_ from 'nodejs-polars'
const pl = polars_.default ?? polars_

const types = { text: pl.Utf8, int: pl.Int64, float: pl.Float64, bool: pl.Bool, date: pl.Date }

// series is a column with the type of its kind, or another.
function series({ name, kind, values }, as) {
  const s = pl.Series(name, kind === 'date' ? values.map(v => v) : values, kind === 'date' ? pl.Int32 : types[kind])
  return as ? s.cast(as) : kind === 'date' ? s.cast(pl.Date) : s
}

const frame = (cols, as = {}) => pl.DataFrame(cols.map(c => {
  const s = as[c.name] instanceof Function ? as[c.name](series(c)) : series(c, as[c.name])
  return s.alias(c.name)
}))

const layouts = [
  ['polars-none.parquet', 'people', 'uncompressed', {}],
  ['polars-zstd-categorical.parquet', 'people', 'zstd', { gender: pl.Categorical, origin: pl.Categorical, qualification: pl.Categorical }],
  ['polars-snappy-small-ints.parquet', 'people', 'snappy', { age: pl.Int8, year: pl.UInt16, birth_year: pl.Int16, placed_int: pl.UInt8 }],
  ['polars-gzip-datetime.parquet', 'people', 'gzip', { entry_date: s => s.cast(pl.Datetime('ms')), birth_date: s => s.cast(pl.Datetime('us')), earnings: pl.Float32 }],
  ['polars-brotli-unsigned.parquet', 'people', 'brotli', { age: pl.UInt64, year: pl.UInt32 }],
  ['spells-polars-zstd.parquet', 'spells', 'zstd', { kind: pl.Categorical }],
]

// polars writes nullable columns, dictionaries where they pay, V1 pages.
export async function polars({ table, list, save }) {
  for (const [file, which, compression, as] of layouts) {
    save(file, frame(table[which], as).writeParquet({ compression }))
    const words = Object.entries(as).map(([k, t]) => `${k} as ${t instanceof Function && !t.prototype ? 'datetime' : t.variant ?? t.name ?? t}`)
    list(file, 'polars (nodejs-polars 0.26.1)', [compression, 'nullable columns', ...words].join(', '))
  }
}
