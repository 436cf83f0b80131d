import { Global } from './global.ts';
import type { Machine } from './machine.ts';
import { ExactNumber, InnerPickle, type Part } from './part.ts';
import { PythonDict } from './python-dict.ts';
import { Unknown } from './unknown.ts';

/**
 * The maximum number of items of a range. A pickle stores a range as three numbers, whatever its
 * length.
 */
const LONGEST_RANGE = 2 ** 24;

/** Names of the standard library, by module; dates are elsewhere. */
export const BUILTINS: readonly (readonly [string, Global])[] = [
  ['builtins', new Global('set', ([items = []], machine) => new Set(list(items, machine)))],
  ['builtins', new Global('frozenset', ([items = []], machine) => new Set(list(items, machine)))],
  ['builtins', new Global('complex', complex)],
  ['builtins', new Global('bytes', bytes)],
  ['builtins', new Global('bytearray', bytes)],
  ['builtins', new Global('range', range)],
  ['builtins', new Global('xrange', range)],
  ['collections', new Global('OrderedDict', orderedDict)],
  ['collections', new Global('defaultdict', emptyDict)],
  ['collections', new Global('Counter', counter)],
  ['collections', new Global('deque', ([items = []], machine) => [...list(items, machine)])],
  ['_codecs', new Global('encode', encode)],
  ['copyreg', new Global('_reconstructor', reconstructed)],
  ['decimal', new Global('Decimal', decimal)],
  ['fractions', new Global('Fraction', fraction)],
  ['pickle', new Global('loads', loads)],
];

function list(value: unknown, machine: Machine): readonly unknown[] {
  return Array.isArray(value) ? value : machine.fail('a set or list is not made of a list');
}

function complex(args: readonly unknown[], machine: Machine): { re: number; im: number } {
  const [re, im = 0] = args;
  if (typeof re !== 'number' || typeof im !== 'number')
    machine.fail('a complex number has no valid parts');
  return { re, im };
}

/** `bytearray(b'ab')`, and the forms of protocol 2: `bytes()`, `bytearray('ab', 'latin-1')`. */
function bytes(args: readonly unknown[], machine: Machine): Uint8Array {
  const [content = new Uint8Array(), encoding] = args;
  return content instanceof Uint8Array ? content.slice() : encode([content, encoding], machine);
}

/** Protocol 2 and below write bytes as a string with one character for each byte. */
function encode(args: readonly unknown[], machine: Machine): Uint8Array {
  const [text, encoding] = args;
  if (typeof text !== 'string' || !/^latin-?1$/.test(String(encoding))) {
    machine.fail('bytes are not written as Latin-1');
  }
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function loads([bytes]: readonly unknown[], machine: Machine): InnerPickle {
  machine.unresolved = true;
  return bytes instanceof Uint8Array
    ? new InnerPickle(bytes)
    : machine.fail('a pickle inside of it is not made of bytes');
}

function range(args: readonly unknown[], machine: Machine): number[] {
  const [start, stop, step] =
    args.length === 1 ? [0, args[0], 1] : [args[0], args[1], args[2] ?? 1];
  if (![start, stop, step].every(Number.isSafeInteger) || step === 0) {
    machine.fail('a range is not made of integers');
  }
  const [from, to, by] = [start as number, stop as number, step as number];
  const length = Math.max(0, Math.ceil((to - from) / by));
  if (length > LONGEST_RANGE) machine.refuse(`a range of ${length} items`);
  return Array.from({ length }, (_, i) => from + i * by);
}

/** Protocols 0 and 1 make objects of a class with this function. */
function reconstructed([type]: readonly unknown[], machine: Machine): Unknown {
  return type instanceof Unknown ? type : machine.refuse('an object of a class');
}

/** Its items come later. Its argument, the function that makes missing values, is not needed. */
function emptyDict(_: readonly unknown[], machine: Machine): PythonDict {
  machine.unresolved = true;
  return new PythonDict();
}

/** Its argument is a dict. */
function counter([dict]: readonly unknown[], machine: Machine): PythonDict {
  return dict instanceof PythonDict ? dict : emptyDict([], machine);
}

/** Its items come later or, in Python 2, as a list of pairs. */
function orderedDict(args: readonly unknown[], machine: Machine): PythonDict {
  const dict = new PythonDict();
  machine.unresolved = true;
  for (const pair of list(args[0] ?? [], machine)) {
    const [key, value] = list(pair, machine);
    dict.entries.set(key, value);
  }
  return dict;
}

function decimal([digits]: readonly unknown[], machine: Machine): Part {
  machine.unresolved = true;
  return typeof digits === 'string'
    ? new ExactNumber('a decimal.Decimal', digits)
    : new Unknown('a decimal.Decimal');
}

/** Two integers; before Python 3.12, their digits with a slash. */
function fraction([numerator, denominator]: readonly unknown[], machine: Machine): Part {
  machine.unresolved = true;
  if (typeof numerator === 'string') return new ExactNumber('a fractions.Fraction', numerator);
  if (!isInteger(numerator) || !isInteger(denominator)) return new Unknown('a fractions.Fraction');
  return new ExactNumber('a fractions.Fraction', `${numerator}/${denominator}`);
}

function isInteger(value: unknown): value is number | bigint {
  return typeof value === 'bigint' || Number.isInteger(value);
}
