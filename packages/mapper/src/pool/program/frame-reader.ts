import { BrokenProtocol } from './broken-protocol.ts';

/** The maximum number of bytes of a line. */
export const LONGEST_LINE = 16 * 2 ** 20;
/** The maximum number of bytes of a payload. */
export const LARGEST_PAYLOAD = 2 ** 30;
const NEWLINE = 10;

/** A message of a program and the bytes that follow its line. */
export interface Frame {
  readonly line: string;
  readonly message: Readonly<Record<string, unknown>>;
  readonly payload: Uint8Array;
}

/** A line whose payload has not arrived completely. */
interface Unfilled extends Frame {
  filled: number;
}

const NOTHING = new Uint8Array();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** Makes messages of the bytes that a program writes, whatever their division into chunks. */
export class FrameReader {
  readonly #onFrame: (frame: Frame) => void;
  /** The chunks of a line that has no end yet. */
  #parts: Uint8Array[] = [];
  #length = 0;
  #unfilled: Unfilled | undefined;

  constructor(onFrame: (frame: Frame) => void) {
    this.#onFrame = onFrame;
  }

  /** The line that has no end, or whose payload is not complete; undefined between two messages. */
  get unfinished(): string | undefined {
    if (this.#unfilled) return this.#unfilled.line;
    return this.#length === 0 ? undefined : Buffer.concat(this.#parts).toString();
  }

  /** Reads a chunk. Throws {@link BrokenProtocol}, whose `cause` is the line. */
  push(chunk: Uint8Array): void {
    for (let rest = chunk; rest.length > 0;) {
      rest = this.#unfilled ? this.#fill(this.#unfilled, rest) : this.#readLine(rest);
    }
  }

  #readLine(chunk: Uint8Array): Uint8Array {
    const end = chunk.indexOf(NEWLINE);
    const part = end < 0 ? chunk : chunk.subarray(0, end);
    this.#length += part.length;
    if (this.#length > LONGEST_LINE) {
      const start = Buffer.concat([...this.#parts, part]).toString('utf8', 0, 1000);
      throw new BrokenProtocol('a line is longer than 16 MiB', { cause: start });
    }
    // A copy: the memory of a chunk may be large, and the line may take long to end.
    this.#parts.push(end < 0 ? Buffer.from(part) : part);
    if (end < 0) return NOTHING;
    const bytes = this.#parts.length === 1 ? part : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#length = 0;
    this.#begin(bytes);
    return chunk.subarray(end + 1);
  }

  #begin(bytes: Uint8Array): void {
    const { line, message } = parsed(bytes);
    const size = message['payload'] ?? 0;
    if (!isSize(size)) throw new BrokenProtocol('"payload" is not a size', { cause: line });
    if (size === 0) this.#onFrame({ line, message, payload: NOTHING });
    else this.#unfilled = { line, message, payload: unfilledBytes(size), filled: 0 };
  }

  #fill(frame: Unfilled, chunk: Uint8Array): Uint8Array {
    const part = chunk.subarray(0, frame.payload.length - frame.filled);
    frame.payload.set(part, frame.filled);
    frame.filled += part.length;
    if (frame.filled === frame.payload.length) {
      this.#unfilled = undefined;
      this.#onFrame(frame);
    }
    return chunk.subarray(part.length);
  }
}

/** Returns bytes that are not zero yet. They are no `Buffer`, whose `slice` would not copy. */
function unfilledBytes(size: number): Uint8Array {
  return new Uint8Array(Buffer.allocUnsafeSlow(size).buffer);
}

function parsed(bytes: Uint8Array): Pick<Frame, 'line' | 'message'> {
  let line;
  try {
    line = decoder.decode(bytes);
  } catch {
    const cause = Buffer.from(bytes).toString('latin1');
    throw new BrokenProtocol('a line is not UTF-8', { cause });
  }
  let message: unknown;
  try {
    message = JSON.parse(line);
  } catch {
    throw new BrokenProtocol('a line is not JSON', { cause: line });
  }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    throw new BrokenProtocol('a line is not a JSON object', { cause: line });
  }
  return { line, message: message as Record<string, unknown> };
}

function isSize(value: unknown): value is number {
  return (
    Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= LARGEST_PAYLOAD
  );
}
