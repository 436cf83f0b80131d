import { PsyrunError, Scalar } from '@psyrun/core';
import { formatError } from '@psyrun/files';

/** The maximum depth of a value. Python itself pickles about 500 lists, one in the other. */
export const DEEPEST = 1000;
/**
 * The maximum number of objects on a stack without marks, where each is in the one before or is one of three of a
 * tuple. A file of a few megabytes could otherwise take gigabytes, and be refused only then.
 */
export const MOST_OPEN = 10 * DEEPEST;

/** Options of {@link Machine}. */
export interface MachineOptions {
  readonly stack?: unknown[];
  readonly memo?: Map<number, unknown>;
  /** See {@link Machine.typed}. */
  readonly typed?: boolean;
}

/**
 * The state of an unpickler: the bytes that are read, the stack, and the memo.
 *
 * A pickle is a program for a stack machine. This one executes only the opcodes: a global is a name
 * in a closed list (see `globals.ts`), never an import.
 *
 * Every read is checked against the end of the bytes before memory is allocated. Memory therefore
 * stays in proportion to the size of the file. No opcode recurses.
 */
export class Machine {
  readonly stack: unknown[];
  readonly marks: number[] = [];
  readonly memo: Map<number, unknown>;
  /** True if objects were made that {@link resolve} has to replace. */
  unresolved = false;
  /** True for a pickle inside of a pickle. There is no third one. */
  isInner = false;
  /** True if values keep the types that JavaScript does not tell. */
  readonly typed: boolean;
  stopped = false;
  position = 0;
  readonly bytes: Buffer;
  readonly view: DataView;
  /** The name of the bytes, for messages. */
  readonly name: string;

  constructor(
    bytes: Buffer,
    name: string,
    { stack = [], memo = new Map(), typed = false }: MachineOptions = {},
  ) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.name = name;
    this.stack = stack;
    this.memo = memo;
    this.typed = typed;
  }

  /** Advances by `count` bytes and returns the position before. */
  skip(count: number): number {
    const start = this.position;
    if (count > this.bytes.length - start) this.fail('it ends too early');
    this.position = start + count;
    return start;
  }

  /** Returns the next `count` bytes. */
  take(count: number): Buffer {
    const start = this.skip(count);
    return this.bytes.subarray(start, start + count);
  }

  uint8(): number {
    return this.view.getUint8(this.skip(1));
  }

  uint16(): number {
    return this.view.getUint16(this.skip(2), true);
  }

  int32(): number {
    return this.view.getInt32(this.skip(4), true);
  }

  uint32(): number {
    return this.view.getUint32(this.skip(4), true);
  }

  /** Reads a length of eight bytes. Beyond 2^53 it is inexact, but no file is that long. */
  length64(): number {
    return Number(this.view.getBigUint64(this.skip(8), true));
  }

  /** Returns the text up to the next line feed. */
  line(): string {
    const end = this.bytes.indexOf(0x0a, this.position);
    if (end === -1) this.fail('a line has no end');
    const line = this.bytes.toString('latin1', this.position, end);
    this.position = end + 1;
    return line;
  }

  push(value: unknown): void {
    if (this.stack.push(value) > MOST_OPEN && this.marks.length === 0) this.tooDeep();
  }

  /** Pushes a float. One that is an integer keeps its type, if that is wanted. */
  pushFloat(value: number): void {
    this.stack.push(this.float(value, 'float64'));
  }

  /** Returns a float with its type, if that is wanted and the value does not show it. */
  float(value: number, dtype: 'float32' | 'float64'): number | Scalar {
    const isShown = dtype === 'float64' && !Number.isInteger(value);
    return this.typed && !isShown ? new Scalar(dtype, value) : value;
  }

  pop(): unknown {
    if (this.stack.length <= this.#floor()) this.fail('the stack is empty');
    return this.stack.pop();
  }

  top(): unknown {
    if (this.stack.length <= this.#floor()) this.fail('the stack is empty');
    return this.stack[this.stack.length - 1];
  }

  /** Removes and returns the objects above the last mark, and removes the mark. */
  popMark(): unknown[] {
    const mark = this.marks.pop();
    if (mark === undefined) this.fail('there is no mark');
    return this.stack.splice(mark);
  }

  /** Throws `PSYRUN_FILE_FORMAT`. */
  fail(reason: string): never {
    throw formatError(this.name, 'pickle', `${reason}, near byte ${this.position}`);
  }

  /** Throws `PSYRUN_STORE_VALUE`, for a valid pickle with content that cannot be read. */
  refuse(what: string): never {
    throw new PsyrunError(
      'PSYRUN_STORE_VALUE',
      `${this.name} holds ${what}, which psyrun does not read from a pickle.`,
      {
        hint: `Nothing was executed. ${/^a pandas\./.test(what) ? FRAME_HINT : VALUE_HINT}`,
        fields: { file: this.name, what },
      },
    );
  }

  /** Throws `PSYRUN_STORE_VALUE` for values that are nested too deep. */
  tooDeep(): never {
    this.refuse(`values nested deeper than ${DEEPEST}`);
  }

  #floor(): number {
    return this.marks[this.marks.length - 1] ?? 0;
  }
}

const FRAME_HINT =
  "Of a data frame, pickle df.to_dict('list'); of a series, {series.name: series.tolist()}.";
const VALUE_HINT =
  'Convert it to numbers, strings, lists, dicts or NumPy arrays of these before it is pickled, or choose other columns.';

/** The effect of an opcode. */
export type Handler = (machine: Machine) => void;
