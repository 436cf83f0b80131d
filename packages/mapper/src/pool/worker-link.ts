import type { FromWorker, ToWorker } from '../worker/messages.ts';

/** A worker as the pool sees it. It can receive messages and be ended. */
export interface WorkerLink {
  send(message: ToWorker): void;
  /** True if the worker may get its next rows while it evaluates others. */
  readonly readsAhead?: boolean;
  /** Ends the worker at once. A process ends together with all processes that it started. */
  kill(): void;
  /**
   * Asks the worker where it is, and resolves to its answer, which may be empty. The worker must be
   * ended after that. Workers that cannot answer lack this.
   */
  where?(): Promise<string>;
}

/** The events of a worker. */
export interface WorkerEvents {
  onMessage(message: FromWorker): void;
  onOutput(text: string): void;
  /** The last event. `how` completes the sentence "it ended …": `with exit code 3`. */
  onEnd(how: string): void;
}

/** The settings that a worker starts with. */
export interface WorkerSettings {
  /** Environment variables in addition to those of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Path of the Node executable. */
  readonly node: string | undefined;
  /** Size limit of the JavaScript heap in MiB. */
  readonly maxMemory: number | undefined;
  /** A program has the standard input, output and error of this process. */
  readonly terminal?: boolean;
}

/** Starts a worker. */
export type StartWorker = (settings: WorkerSettings, events: WorkerEvents) => WorkerLink;
