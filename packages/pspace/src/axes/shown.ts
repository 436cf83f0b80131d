/** A value in a message. An object may have no text of its own, or one that cannot be made. */
export function shown(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
