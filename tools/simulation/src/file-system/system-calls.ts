import { SimulatedProcess } from '../world/simulated-process.ts';
import type { Simulator } from '../world/simulator.ts';
import type { Faults } from './faults.ts';
import { systemError } from './system-error.ts';

/** The outcome of a call on the server. */
type Outcome<T> = { readonly value: T } | { readonly error: Error };

/**
 * The way from a process to the file server and back. A call takes time, may fail before or after it
 * took effect, and may take effect long before or after its process hears of it.
 */
export class SystemCalls {
  readonly #sim: Simulator;
  readonly #faults: Faults;

  constructor(sim: Simulator, faults: Faults) {
    this.#sim = sim;
    this.#faults = faults;
  }

  /** Executes a call of the present process. Resolves when its process hears of it. */
  perform<T>(call: string, path: string, apply: () => T): Promise<T> {
    const sim = this.#sim;
    const process = SimulatedProcess.current;
    const latency = this.#faults.latency();
    // These functions have no names: the loader would set them at each of a thousand calls.
    return new Promise((resolve, reject) => {
      let outcome: Outcome<T> | undefined;
      if (sim.random.chance(0.25)) {
        sim.after(latency * sim.random.next(), () => {
          outcome = this.#execute(call, path, apply, process.label);
        });
      }
      process.after(latency, () => {
        outcome ??= this.#execute(call, path, apply, process.label);
        if ('value' in outcome) resolve(outcome.value);
        else reject(outcome.error);
      });
    });
  }

  /** Executes a call at once, for the functions of Node that block. */
  performNow<T>(call: string, path: string, apply: () => T): T {
    const outcome = this.#execute(call, path, apply, SimulatedProcess.current.label);
    if ('value' in outcome) return outcome.value;
    throw outcome.error;
  }

  #execute<T>(call: string, path: string, apply: () => T, label: string): Outcome<T> {
    const fault = this.#faults.draw(call);
    const outcome = this.#outcome(call, path, apply, fault?.when === 'before' ? fault.code : '');
    const failed = fault?.when === 'after' && 'value' in outcome;
    const last = failed ? { error: systemError(fault.code, call, path) } : outcome;
    this.#sim.trace?.(`${label}: ${call} ${path} ${said(last)}${failed ? ' (done)' : ''}`);
    return last;
  }

  #outcome<T>(call: string, path: string, apply: () => T, code: string): Outcome<T> {
    try {
      if (code !== '') throw systemError(code, call, path);
      return { value: apply() };
    } catch (error) {
      return { error: error as Error };
    }
  }
}

function said(outcome: Outcome<unknown>): string {
  if ('error' in outcome) return String((outcome.error as NodeJS.ErrnoException).code);
  return typeof outcome.value === 'number' ? String(outcome.value) : 'ok';
}
