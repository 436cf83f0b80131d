import type { FromWorker, ToWorker } from '../worker/messages.ts';

/** A worker as the pool sees it: something that takes messages and can be ended. */
export interface WorkerLink {
  send(message: ToWorker): void;
  /** Ends the worker at once; a process takes all processes with it that it has started. */
  kill(): void;
}

/** What comes from a worker. */
export interface WorkerEvents {
  onMessage(message: FromWorker): void;
  onOutput(text: string): void;
  /** The last event. `how` completes the sentence "it ended …": `with exit code 3`. */
  onEnd(how: string): void;
}

/** What a worker is started with. */
export interface WorkerSettings {
  /** Environment variables in addition to those of this process. */
  readonly env: Readonly<Record<string, string>>;
  /** Path of the Node executable. */
  readonly node: string | undefined;
  /** Size limit of the JavaScript heap in MiB. */
  readonly maxMemory: number | undefined;
}

/** Starts a worker. */
export type StartWorker = (settings: WorkerSettings, events: WorkerEvents) => WorkerLink;
