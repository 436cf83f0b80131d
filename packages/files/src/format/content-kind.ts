/** A kind of file that is known by its first bytes. */
export interface ContentKind {
  /** The format, as {@link formatError} names it. */
  readonly format: string;
  /** The kind of file, for people: `compressed with gzip`. */
  readonly what: string;
  /** The next step, as a sentence. */
  readonly hint: string;
}

/** The number of first bytes that tell the kind of a file. */
export const START_BYTES = 512;

const UNPACK = (command: string) => `Unpack it first, with ${command}.`;
const RENAME = (suffix: string) => `Rename it to a name that ends with ${suffix}.`;

/** Kinds by the bytes that their files begin with. */
const KINDS: readonly (readonly [start: string, ContentKind])[] = [
  ['\x1f\x8b', { format: 'gzip', what: 'compressed with gzip', hint: UNPACK('gunzip') }],
  ['BZh', { format: 'bzip2', what: 'compressed with bzip2', hint: UNPACK('bunzip2') }],
  ['\xfd7zXZ\0', { format: 'xz', what: 'compressed with xz', hint: UNPACK('unxz') }],
  ['(\xb5/\xfd', { format: 'zstd', what: 'compressed with zstd', hint: UNPACK('unzstd') }],
  [
    '\x93NUMPY',
    {
      format: 'npy',
      what: 'a single NumPy array (.npy)',
      hint: 'In Python, write it as a column of a table: numpy.savez(file, x=numpy.load(array)).',
    },
  ],
  ['PK\x03\x04', { format: 'npz', what: 'a zip archive', hint: RENAME('.npz') }],
  ['PK\x05\x06', { format: 'npz', what: 'a zip archive', hint: RENAME('.npz') }],
  ['\x89HDF\r\n\x1a\n', { format: 'HDF5', what: 'an HDF5 file', hint: RENAME('.h5') }],
  ['PAR1', { format: 'Parquet', what: 'a Parquet file', hint: RENAME('.parquet') }],
  [
    'SQLite format 3\0',
    {
      format: 'SQLite',
      what: 'an SQLite database',
      hint: 'Export its table as a supported format.',
    },
  ],
  [
    'MATLAB 5.0 MAT-file',
    {
      format: 'MATLAB',
      what: 'a MATLAB file',
      hint: 'In Python, read it with scipy.io.loadmat and write it with numpy.savez.',
    },
  ],
  ...['\x02', '\x03', '\x04', '\x05'].map(
    (protocol) =>
      [
        `\x80${protocol}`,
        { format: 'pickle', what: 'a Python pickle', hint: RENAME('.pkl') },
      ] as const,
  ),
];

/** A text file is told by its first line, or by having no other characters. The first that matches counts. */
const TEXTS: readonly (readonly [start: RegExp, ContentKind | undefined])[] = [
  [
    /^$/,
    {
      format: 'empty',
      what: 'empty',
      hint: 'Restore it from a copy, or make it again. Nothing is in it that could be read.',
    },
  ],
  // The first protocol of pickles is text: a dict, or a class that is called.
  [/^(?:\(d|c[\w.]+\n)/, undefined],
  [
    /^\s*[{[]\s*(?:["{[\]}]|-?\d)/,
    {
      format: 'JSON',
      what: 'JSON',
      hint: 'In Python, read it with json.load, and pickle a dict with a list for each key.',
    },
  ],
  [
    /^[^\0-\x08\x0e-\x1f,\n]*(?:,[^\0-\x08\x0e-\x1f,\n]*)+\n/,
    {
      format: 'CSV',
      what: 'comma-separated values',
      hint: "In Python, convert it: pickle.dump(pandas.read_csv(file).to_dict('list'), open('table.pkl', 'wb')).",
    },
  ],
  [
    /^[^\0-\x08\x0e-\x1f\x7f]+$/,
    {
      format: 'text',
      what: 'text',
      hint: 'Read it with what knows its format. In Python, pickle a dict with a list for each key.',
    },
  ],
];

/**
 * Returns the kind of a file, given its first 512 bytes; undefined if it is none of
 * those that are often taken for a file of a store.
 *
 * @example
 * ```ts
 * contentKind(Uint8Array.of(0x1f, 0x8b, 8, 0))?.what; // => 'compressed with gzip'
 * contentKind(Uint8Array.of(1, 2, 3)); // => undefined
 * ```
 */
export function contentKind(start: Uint8Array): ContentKind | undefined {
  const text = Buffer.from(start.subarray(0, START_BYTES)).toString('latin1');
  const known = KINDS.find(([mark]) => text.startsWith(mark));
  if (known) return known[1];
  return TEXTS.find(([pattern]) => pattern.test(text))?.[1];
}
