/** The same as `node.ts`, as far as browsers can do it. */
export const { clearTimeout, setTimeout } = globalThis;

/** Returns the host of recorded errors: a page does not know the name of its machine. */
export const hostname = (): string => 'browser';

/** Resolves after the event loop has had a turn. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve));

/** A page cannot tell a Proxy from its target. */
export const isProxy = (): boolean => false;

/** Returns a value as text for a message. */
export function inspect(value: unknown): string {
  if (!['object', 'string'].includes(typeof value)) return String(value);
  try {
    return JSON.stringify(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}
