import { afterEach, describe, expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { NUMPYS, PYTHONS } from './pythons.ts';
import { SpokenWith, type Told } from './spoken-with.ts';

const WORKER = fileURLToPath(new URL('../python/evaluate_rows.py', import.meta.url));
const VALUES = fileURLToPath(new URL('./fixtures/values.py', import.meta.url));
const workers: SpokenWith[] = [];

afterEach(() => workers.splice(0).forEach((worker) => worker.kill()));

function started(python: string, name: string, scalars = false): SpokenWith {
  const worker = new SpokenWith([python, WORKER]);
  workers.push(worker);
  worker.say({ kind: 'load', protocol: 1, file: VALUES, function: name, scalars });
  return worker;
}

const tagged = ($: string, v: unknown) => ({ $, v });
const half = (message: RegExp) => ({ refused: message });

const CROSS: [string, unknown][] = [
  ['int', 3],
  ['large int', tagged('bigint', '9007199254740992')],
  ['huge int', tagged('bigint', `-1${'0'.repeat(5000)}`)],
  ['float', 0.5],
  ['nan', tagged('number', 'NaN')],
  ['-inf', tagged('number', '-Infinity')],
  ['bool', true],
  ['None', null],
  ['str', 'é\u2028\u{1f600}'],
  [
    'complex',
    tagged('object', [
      ['re', 1.5],
      ['im', -2],
    ]),
  ],
  ['tuple', [1, 'a']],
  ['namedtuple', [1, 2]],
  ['range', [0, 1, 2]],
  ['list', [1, [2.5, null]]],
  ['set', tagged('set', [1])],
  ['frozenset', tagged('set', ['a'])],
  [
    'dict',
    tagged('object', [
      ['$', 'number'],
      ['b', tagged('object', [['c', 1]])],
    ]),
  ],
  [
    'map',
    tagged('map', [
      [1, 'a'],
      ['b', 2],
    ]),
  ],
  ['bytes', { $: 'bytes', bytes: '00ff' }],
  ['bytearray', { $: 'bytes', bytes: '6162' }],
  ['naive datetime', tagged('date', 1500)],
  ['aware datetime', tagged('date', 0)],
  ['date', tagged('date', 86_400_000)],
  ['timedelta', 60.5],
  ['enum', 'red'],
  ['int enum', 3],
  ['str subclass', 't'],
  ['function', half(/Key "y": the function looped .*Return numbers/)],
  ['class', half(/Key "y": the class Point /)],
  ['generator', half(/type generator .*list\(…\)/)],
  ['path', half(/type pathlib.*PosixPath .*str\(…\)/)],
  ['decimal', half(/type decimal\.Decimal .*float\(…\)/)],
  ['object', half(/type object /)],
  ['odd enum', half(/type \S*Colour .*Return its value/)],
  ['self-containing', half(/Key "y\[0\]": a list that contains itself/)],
  ['too deep', half(/nested deeper than 90 levels/)],
  ['surrogate', half(/half a surrogate pair/)],
];

const ARRAYS: [string, unknown][] = [
  ['float64', { $: 'float64', bytes: '000000000000e03f0000000000000040' }],
  ['big endian', { $: 'int32', bytes: '0100000002000000' }],
  ['fortran', { $: 'ndarray', shape: [2, 2], data: { $: 'int64', bytes: int64(1, 2, 3, 4) } }],
  ['sliced', { $: 'int64', bytes: int64(0, 2, 4) }],
  ['uint8', { $: 'ndarray', shape: [2], data: { $: 'uint8', bytes: '0102' } }],
  ['float16', { $: 'float32', bytes: '0000003f' }],
  ['0 axes', 0.5],
  ['empty', { $: 'ndarray', shape: [0, 3], data: { $: 'float64', bytes: '' } }],
  ['bool array', [true, false]],
  ['str array', ['a', 'b']],
  ['object array', [null, 1]],
  ['datetime array', [tagged('date', 86_400_000), null]],
  ['timedelta array', { $: 'float64', bytes: '000000000000f83f' }],
  ['np.int64', 3],
  ['np.int32', { $: 'scalar', dtype: 'int32', v: 3 }],
  ['np.uint64', { $: 'scalar', dtype: 'uint64', v: tagged('bigint', '9223372036854775808') }],
  ['np.float64', 0.5],
  ['np.float32', { $: 'scalar', dtype: 'float32', v: Math.fround(0.1) }],
  ['np.bool_', true],
  ['np.str_', 's'],
  ['np.bytes_', { $: 'bytes', bytes: '73' }],
  ['np.datetime64', tagged('date', 1500)],
  ['NaT', null],
  ['np.timedelta64', 1.5],
  ['np.ndarray in a list', [{ $: 'float64', bytes: '000000000000e03f' }]],
  ['longdouble', half(/type numpy.(longdouble|float128) .*float\(…\)/)],
  ['longdouble array', half(/array of (longdouble|float128) .*astype\(float\)/)],
  ['masked', half(/a masked array .*\.filled\(…\)/)],
  ['records', half(/array of records .*array\['name'\]/)],
];

function int64(...values: number[]): string {
  return Buffer.from(BigInt64Array.from(values, BigInt).buffer).toString('hex');
}

/** The value of a report with the bytes of its arrays in the place of their offsets. */
function withBytes(value: unknown, bytes: Buffer): unknown {
  if (Array.isArray(value)) return value.map((item) => withBytes(item, bytes));
  if (typeof value !== 'object' || value === null) return value;
  const { at, ...rest } = value as { at?: [number, number] };
  if (!at) {
    return Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, withBytes(v, bytes)]));
  }
  return { ...rest, bytes: bytes.subarray(at[0], at[0] + at[1]).toString('hex') };
}

function seen({ added, error, bytes }: Told): unknown {
  return error ? { refused: error.message, ...error } : withBytes(added!['y'], bytes);
}

function expectAll(told: readonly Told[], table: readonly (readonly [string, unknown])[]): void {
  const got = Object.fromEntries(table.map(([kind], i) => [kind, seen(told[i]!)]));
  const expected = table.map(([kind, value]) => {
    const refused = (value as { refused?: RegExp } | null)?.refused;
    return [
      kind,
      refused
        ? expect.objectContaining({
            refused: expect.stringMatching(refused),
            code: 'PSYRUN_RESULT_VALUE',
            reason: 'refused',
          })
        : value,
    ];
  });
  expect(got).toEqual(Object.fromEntries(expected));
}

describe.each(PYTHONS)('Python $version', ({ path }) => {
  test('each kind of value crosses exactly, or its row fails with key, type and remedy', async () => {
    const worker = started(path, 'value', true);
    expectAll(await worker.rows(CROSS.map(([kind]) => ({ kind }))), CROSS);
    await worker.printed('keeps dates to the millisecond');
  });

  test('a float with a whole value is told apart from an integer', async () => {
    const typed = started(path, 'value', true);
    const rows = ['whole float', '-0.0', 'int'].map((kind) => ({ kind }));
    expect((await typed.rows(rows)).map(seen)).toEqual([
      { $: 'scalar', dtype: 'float64', v: 2 },
      { $: 'scalar', dtype: 'float64', v: -0 },
      3,
    ]);
  });

  test('a long list of floats is sent as bytes, to a host that can read them', async () => {
    const row = { kind: 'long list of floats' };
    const values = Array.from({ length: 20 }, (_, i) => i / 2);
    const [short] = await started(path, 'value', true).rows([row]);
    const bytes = Buffer.from(Float64Array.from(values).buffer).toString('hex');
    expect(seen(short!)).toEqual({ $: 'list', of: { $: 'float64', bytes } });
    const [plain] = await started(path, 'value').rows([row]);
    expect(seen(plain!)).toEqual(values);
  });

  test('parameters have the types that Python would give them', async () => {
    const worker = started(path, 'types');
    const row = {
      ...{ i: 1, f: 0.5, s: 'a', b: true, n: null, l: [1, 2.5] },
      big: tagged('bigint', '9007199254740993'),
      nan: tagged('number', 'NaN'),
      zero: tagged('number', '-0'),
      date: tagged('date', 1500),
      object: tagged('object', [['a', tagged('number', 'Infinity')]]),
      float: { $: 'scalar', dtype: 'float64', v: 1 },
    };
    const [told] = await worker.rows([row]);
    const of = (told!.added!['of'] as { v: [string, unknown][] }).v;
    expect(Object.fromEntries(of)).toEqual({
      ...{ i: ['int', '1'], f: ['float', '0.5'], s: ['str', "'a'"], b: ['bool', 'True'] },
      ...{ n: ['NoneType', 'None'], l: ['list', '[1, 2.5]'], nan: ['float', 'nan'] },
      big: ['int', '9007199254740993'],
      zero: ['float', '-0.0'],
      date: [
        'datetime',
        'datetime.datetime(1970, 1, 1, 0, 0, 1, 500000, tzinfo=datetime.timezone.utc)',
      ],
      object: ['dict', "{'a': inf}"],
      float: ['float', '1.0'],
    });
  });
});

describe.each(NUMPYS)('NumPy $numpy', ({ path }) => {
  test('arrays and scalars cross with their types', async () => {
    const worker = started(path, 'array', true);
    expectAll(await worker.rows(ARRAYS.map(([kind]) => ({ kind }))), ARRAYS);
  });

  test('arrays as parameters are NumPy arrays', async () => {
    const worker = started(path, 'types');
    const bytes = Buffer.from(Float64Array.of(1, 2, 3, 4).buffer);
    const row = {
      vector: { $: 'float64', at: [0, 16] },
      matrix: { $: 'ndarray', shape: [2, 2], data: { $: 'float64', at: [0, 32] } },
      text: { $: 'bytes', at: [0, 1] },
    };
    worker.say(
      { kind: 'rows', first: 0, procId: 0, exclude: [], rows: [row], payload: bytes.length },
      bytes,
    );
    const report = await worker.next('report');
    const [added] = report['added'] as { of: { v: [string, unknown][] } }[];
    expect(Object.fromEntries(added!.of.v)).toEqual({
      vector: ['ndarray', 'array([1., 2.])'],
      matrix: ['ndarray', 'array([[1., 2.],\n       [3., 4.]])'],
      text: ['bytes', "b'\\x00'"],
    });
  });
});
