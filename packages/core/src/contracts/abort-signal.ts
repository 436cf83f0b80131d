/**
 * The platform's `AbortSignal`. Where neither the types of Node nor those of the DOM are loaded, the
 * part of it that psyrun's contracts need: these declarations compile everywhere.
 */
export type AbortSignalLike = typeof globalThis extends {
  AbortSignal: { prototype: infer Signal };
}
  ? Signal
  : {
      /** True once it is aborted. */
      readonly aborted: boolean;
      /** Why it is aborted. */
      readonly reason: unknown;
      /** Throws the reason if it is aborted. */
      throwIfAborted(): void;
      /** Calls the listener when it is aborted. */
      addEventListener(type: 'abort', listener: () => void): void;
      /** No longer calls the listener. */
      removeEventListener(type: 'abort', listener: () => void): void;
    };
