import { setImmediate as nextTurn } from 'node:timers/promises';

/** Number of characters of output that are kept to explain a crash. */
const OUTPUT_KEPT = 4000;

/**
 * Resolves when all output that workers wrote before their last message has been read. They write
 * synchronously, so the output is in the pipes by then, and a turn of the event loop empties every
 * pipe. The message may come in the same turn as the output, so a second turn is needed.
 */
export async function outputRead(): Promise<void> {
  await nextTurn();
  await nextTurn();
}

/** Reads what a worker prints: a call. */
interface OutputReader {
  print(text: string): void;
}

/** The output of a worker: it goes to the call whose rows the worker has, and its end explains a crash. */
export class WorkerOutput {
  /** The end of what was printed since the worker had no rows. */
  text = '';
  #reader: OutputReader | undefined;

  /** Takes what the worker has printed. */
  print(text: string): void {
    this.text = (this.text + text).slice(-OUTPUT_KEPT);
    this.#reader?.print(text);
  }

  /** Gives what the worker prints to a call. Returns a promise if the call before has to read the rest first. */
  goesTo(call: OutputReader): Promise<void> | undefined {
    const before = this.#reader;
    if (before === undefined || before === call) {
      this.#reader = call;
      return undefined;
    }
    return outputRead().then(() => {
      this.#reader = call;
    });
  }
}
