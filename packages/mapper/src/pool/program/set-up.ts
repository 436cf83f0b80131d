import type { Row } from '@psyrun/core';
import { checkLossless } from '@psyrun/journal';
import type { RowsMessage } from '../../worker/messages.ts';
import { BrokenProtocol } from './broken-protocol.ts';
import { rowReader } from './decode-values.ts';
import type { Frame } from './frame-reader.ts';
import { helloOf, versionsOf, type Hello } from './program-messages.ts';

/** How far a program is: what it said of itself, and what it is set up for. */
export class SetUp {
  /** The first message of the program. */
  hello: Hello | undefined;
  isReady = false;
  /** Part of every result, since the program is ready. */
  resources: Row = {};
  /** The process number and the excluded keys that the program was last set up for. */
  #for: string | undefined;

  /** Says how far the session has come, as the end of a sentence. */
  get stage(): string {
    if (this.hello === undefined) return ' before it said hello';
    return this.isReady ? '' : ' before it was ready';
  }

  /** True if rows wait for the program to set itself up. */
  get isAwaited(): boolean {
    return this.#for !== undefined && !this.isReady;
  }

  /** Returns true if the program has to set itself up for these rows. */
  needs({ procId, exclude }: RowsMessage): boolean {
    const wanted = JSON.stringify([procId, exclude]);
    if (wanted === this.#for) return false;
    this.#for = wanted;
    this.isReady = false;
    return true;
  }

  /** Reads the first message. Throws {@link BrokenProtocol} for a second one. */
  meet(frame: Frame): void {
    if (this.hello !== undefined) throw new BrokenProtocol('it said hello twice');
    this.hello = helloOf(frame);
  }

  /** Reads the message that the program, which has rows or none, is ready. Returns the versions that it uses. */
  read({ message, payload }: Frame, hasRows: boolean): Hello['versions'] {
    if (this.isReady || !hasRows) throw new BrokenProtocol('it said "ready" without being asked');
    const read = rowReader(payload);
    const resources = read(message['resources'] ?? {}, '"resources"');
    try {
      checkLossless(resources);
    } catch (error) {
      throw new BrokenProtocol(`"resources" cannot be kept: ${(error as Error).message}`);
    }
    this.resources = resources;
    this.isReady = true;
    return { ...this.hello!.versions, ...versionsOf(message['versions'] ?? {}) };
  }

  /** Throws {@link BrokenProtocol} if the program may not say a kind of message yet. */
  requireReady(kind: string): void {
    if (!this.isReady) throw new BrokenProtocol(`it said "${kind}" before it was ready`);
  }
}
