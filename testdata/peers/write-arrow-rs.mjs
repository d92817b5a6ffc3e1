import * as arrow from 'apache-arrow'
import { Compression, Encoding, Table, WriterPropertiesBuilder, WriterVersion, writeParquet } from 'parquet-wasm'

const day = 86_400_000
const types = {
  text: () => new arrow.Utf8(), int: () => new arrow.Int32(), float: () => new arrow.Float64(), bool: () => new arrow.Bool(),
  date: () => new arrow.DateDay(), int8: () => new arrow.Int8(), int64: () => new arrow.Int64(), uint16: () => new arrow.Uint16(),
  categorical: () => new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 1),
  timestamp_ms: () => new arrow.TimestampMillisecond(), timestamp_us: () => new arrow.TimestampMicrosecond(),
}

// value is what apache-arrow wants: it takes dates and timestamps as Date.
const value = (kind, type, v) => v === null ? null
  : kind === 'date' ? new Date(v * day)
  : type === 'int64' ? BigInt(typeof v === 'string' ? v.slice(1) : v) : v

function frame(cols, as) {
  const out = {}
  for (const { name, kind, values } of cols) {
    const type = as[name] ?? kind
    out[name] = arrow.vectorFromArray(values.map(v => value(kind, type, v)), types[type]())
  }
  return new arrow.Table(out)
}

const layouts = [
  ['arrow-rs-snappy.parquet', 'people', b => b.setCompression(Compression.SNAPPY), {}, 'snappy, dictionary'],
  ['arrow-rs-zstd-v2-groups.parquet', 'people', b => b.setCompression(Compression.ZSTD).setWriterVersion(WriterVersion.V2).setMaxRowGroupSize(160),
    { gender: 'categorical', age: 'int8', year: 'uint16' }, 'zstd, format version 2, row groups of 160'],
  ['arrow-rs-gzip-plain.parquet', 'people', b => b.setCompression(Compression.GZIP).setDictionaryEnabled(false),
    { person_id: 'int64', entry_date: 'timestamp_ms', birth_date: 'timestamp_us' }, 'gzip, plain'],
  ['arrow-rs-brotli-pages.parquet', 'people', b => b.setCompression(Compression.BROTLI).setDataPageSizeLimit(512).setWriteBatchSize(32),
    { age: 'int64' }, 'brotli, dictionary, pages of about 512 bytes'],
  ['spells-arrow-rs.parquet', 'spells', b => b.setCompression(Compression.UNCOMPRESSED).setDictionaryEnabled(false).setEncoding(Encoding.PLAIN),
    { start: 'timestamp_ms', end: 'timestamp_ms' }, 'none, plain'],
]

export async function arrowRS({ table, list, save }) {
  for (const [file, which, set, as, words] of layouts) {
    const wasm = Table.fromIPCStream(arrow.tableToIPC(frame(table[which], as), 'stream'))
    save(file, writeParquet(wasm, set(new WriterPropertiesBuilder()).build()))
    list(file, 'arrow-rs (parquet-wasm 0.8.0)', [words, ...Object.entries(as).map(([k, t]) => `${k} as ${t}`)].join(', '))
  }
}
