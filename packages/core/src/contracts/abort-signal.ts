/**
 * The platform's `AbortSignal`. Where neither the types of Node nor those of the DOM are loaded, the
 * part of it that psyrun's contracts need: these declarations compile everywhere.
 */
export type AbortSignalLike = typeof globalThis extends {
  AbortSignal: { prototype: infer Signal };
}
  ? Signal
  : {
      readonly aborted: boolean;
      readonly reason: unknown;
      throwIfAborted(): void;
      addEventListener(type: 'abort', listener: () => void): void;
      removeEventListener(type: 'abort', listener: () => void): void;
    };
