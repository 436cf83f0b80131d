import { hash } from 'node:crypto';

/** The hash of `node:crypto`. That of Node is a stream, which takes longer to make than to use. */
export class SimulatedHash {
  readonly #kind: string;
  readonly #pieces: (string | Uint8Array)[] = [];

  constructor(kind: string) {
    this.#kind = kind;
  }

  update(piece: string | Uint8Array): this {
    this.#pieces.push(piece);
    return this;
  }

  digest(encoding: 'hex'): string {
    const pieces = this.#pieces;
    const all = pieces.every((piece) => typeof piece === 'string')
      ? pieces.join('')
      : Buffer.concat(pieces.map((piece) => Buffer.from(piece as string)));
    return hash(this.#kind, all, encoding);
  }
}

/** The `pipeline` of `node:stream/promises` from a file to a hash. */
export async function intoHash(
  pieces: AsyncIterable<Uint8Array>,
  target: SimulatedHash,
): Promise<void> {
  for await (const piece of pieces) target.update(piece);
}
