import { Scalar, type ScalarDtype } from '@psyrun/core';
import { Global } from './global.ts';
import type { Machine } from './machine.ts';
import { NumpyArray } from './numpy-array.ts';
import { NumpyDtype } from './numpy-dtype.ts';
import { elementReader } from './numpy-elements.ts';

const NDARRAY = new Global('ndarray', ([shape, dtype, buffer], machine) => {
  machine.unresolved = true;
  return new NumpyArray().fill(dtype, shape, buffer, false, machine);
});

/** The classes of single numbers and strings. */
const SCALARS = [
  ...['bool_', 'bool', 'str_', 'float16', 'float32', 'float64', 'complex64', 'complex128'],
  ...['int8', 'uint8', 'int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64'],
];

/** The functions and classes with which NumPy 1 and 2 write arrays and scalars, by module. */
export const NUMPY: readonly (readonly [string, Global])[] = [
  ['numpy', NDARRAY],
  ...SCALARS.map((name) => ['numpy', new Global(name, numberOf(name))] as const),
  ['numpy', new Global('dtype', ([code], machine) => new NumpyDtype(code, machine))],
  ['numpy.multiarray', new Global('_reconstruct', reconstruct)],
  ['numpy.multiarray', new Global('scalar', scalar)],
  ['numpy.numeric', new Global('_frombuffer', fromBuffer)],
];

/** An array that receives its content later. */
function reconstruct([type]: readonly unknown[], machine: Machine): NumpyArray {
  if (type !== NDARRAY) machine.fail('a kind of array is not known');
  machine.unresolved = true;
  return new NumpyArray();
}

/** Returns what makes a number, a string or a complex number of a class of NumPy. */
function numberOf(name: string): (args: readonly unknown[], machine: Machine) => unknown {
  return ([value], machine) => typedNumber(value, name, machine);
}

/** Returns a number with the type that NumPy gave it, if that is wanted and the value does not show it. */
function typedNumber(value: unknown, name: string, machine: Machine): unknown {
  if (!machine.typed || (typeof value !== 'number' && typeof value !== 'bigint')) return value;
  // There are no half-precision floats; int64 is the type of any integer.
  const dtype = name === 'float16' ? 'float32' : name;
  if (dtype === 'float64' || dtype === 'float32') return machine.float(Number(value), dtype);
  return /^u?int/.test(dtype) && dtype !== 'int64'
    ? new Scalar(dtype as ScalarDtype, value)
    : value;
}

function scalar([dtype, data]: readonly unknown[], machine: Machine): unknown {
  const bytes = typeof data === 'string' ? Buffer.from(data, 'latin1') : data;
  if (!(dtype instanceof NumpyDtype) || !(bytes instanceof Uint8Array)) {
    machine.fail('a scalar of NumPy has no value');
  }
  if (bytes.length !== dtype.size) machine.fail('a scalar of NumPy has another size than its type');
  const value = elementReader(dtype, bytes, machine)(0);
  const kind = { f: 'float', i: 'int', u: 'uint' }[dtype.letter];
  return kind === undefined ? value : typedNumber(value, `${kind}${8 * dtype.size}`, machine);
}

/** The form in which protocol 5 writes arrays. */
function fromBuffer(args: readonly unknown[], machine: Machine): NumpyArray {
  const [buffer, dtype, shape, order] = args;
  machine.unresolved = true;
  return new NumpyArray().fill(dtype, shape, buffer, order === 'F', machine);
}
