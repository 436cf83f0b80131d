import { expect, describe, test } from '@jest/globals';
import { foreignTable } from '../src/file/foreign-table.ts';

/** Opcodes as latin-1 text; `\n` ends the operands of protocol 0. */
const read = (pickle: string) => foreignTable(Buffer.from(pickle, 'latin1'), 'hostile.pkl');
const refused = (message = '') =>
  expect.objectContaining({
    code: 'PSYRUN_STORE_VALUE',
    message: expect.stringContaining(message) as unknown,
  }) as unknown as Error;
const table = (value: string) => `}X\x01\0\0\0x](${value}es.`;

/** An array of objects, at memo 7, that is given a state of no axes, and of itself as its object. */
const AROUND_ITSELF =
  'cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\nK\0\x85C\x01btRq\x07' +
  '(K\x01)cnumpy\ndtype\n(U\x02O8tR\x89](h\x07etb';

describe('nothing is executed: what is not in the closed list is refused by its name', () => {
  test.each([
    ['os.system', "cos\nsystem\n(S'touch /tmp/owned'\ntR."],
    ['builtins.eval', '\x80\x04\x8c\x08builtins\x8c\x04eval\x93\x8c\x031+1\x85R.'],
    ['__builtin__.getattr', 'c__builtin__\ngetattr\n.'],
    ['subprocess.Popen', table('csubprocess\nPopen\n(]t\x81')],
    ['numpy.load', 'cnumpy\nload\n(tR.'],
    ['builtins.__proto__', 'cbuiltins\n__proto__\n.'],
    ['pandas.core.frame.DataFrame', 'cpandas.core.frame\nDataFrame\n)\x81.'],
    ['constructor.constructor', 'cconstructor\nconstructor\n.'],
  ])('%s', (name, pickle) => {
    expect(() => read(pickle)).toThrow(
      `hostile.pkl holds a ${name}, which psyrun does not read from a pickle. ` +
        'Nothing was executed.',
    );
  });

  test.each([
    ['a reference to an object outside of it', 'Pid\n.'],
    ['a os.system', "(S'a'\nios\nsystem\n."],
    ['an entry of the extension registry', '\x82\x01.'],
    ['a buffer outside of it', '\x97.'],
    ['the class or function complex itself', table('cbuiltins\ncomplex\n')],
  ])('%s', (what, pickle) => {
    expect(() => read(pickle)).toThrow(
      refused(`hostile.pkl holds ${what}, which psyrun does not read`),
    );
  });
});

describe('a small file takes no more than a small file may', () => {
  const damaged = expect.objectContaining({ code: 'PSYRUN_FILE_FORMAT' }) as unknown as Error;
  const ndarray = (shape: string, dtype: string, data: string) =>
    table(`cnumpy\nndarray\n(${shape}U${String.fromCharCode(dtype.length)}${dtype}${data}tR`);

  test.each([
    ['a text of 4 GiB', table('X\xff\xff\xff\xff')],
    ['bytes of 2^63', table('\x8e\xff\xff\xff\xff\xff\xff\xff\x7f')],
    ['an integer of 4 GiB', table('\x8b\xff\xff\xff\xff')],
    ['an array larger than its bytes', ndarray('(J\0\0\0\x40t', '<f8', 'C\x08\0\0\0\0\0\0\0\0')],
    ['2^30 elements of no bytes', ndarray('(J\0\0\0\x40t', '<U0', 'C\0')],
    ['2^30 rows of no elements', ndarray('(J\0\0\0\x40K\0t', '|b1', 'C\0')],
    ['a stack that is empty', '0.'],
    ['a memo that is not set', table('h\x07')],
    ['a mark that is not there', 'e.'],
  ])('%s', (_, pickle) => {
    expect(() => read(pickle)).toThrow(damaged);
  });

  test.each([
    ['an integer of 5000 bytes', table(`\x8b\x88\x13\0\0${'\x07'.repeat(5000)}`)],
    ['an integer of 10^5 digits', table(`L${'9'.repeat(1e5)}L\n`)],
    ['a range of 2^40', `}X\x01\0\0\0xcbuiltins\nrange\n(L${2 ** 40}L\ntRs.`],
    ['lists nested 100,000 deep', table(']'.repeat(1e5) + 'a'.repeat(1e5 - 1))],
    ['an array without axes around itself', table(`${AROUND_ITSELF}h\x07`)],
  ])('%s', (_, pickle) => {
    expect(() => read(pickle)).toThrow(refused());
  });

  test('one object referred to 100,000 times', () => {
    const wide = read(table(`}q\x05${'h\x05'.repeat(1e5)}`));
    expect(new Set(wide['x']).size).toBe(1);
  });

  test('a list of twice the same list, sixty times over, is not copied', () => {
    const level = (id: number) => `](h${String.fromCharCode(id)}h${String.fromCharCode(id)}eq`;
    const levels = Array.from({ length: 60 }, (_, i) => level(i) + String.fromCharCode(i + 1));
    const nested = read(table(`]q\0${levels.join('')}`));
    expect(nested['x']).toHaveLength(61);
  });
});
