/**
 * Returns a value as text for a message. An object may have no text, or its `toString` may throw.
 */
export function shown(value: unknown): string {
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
