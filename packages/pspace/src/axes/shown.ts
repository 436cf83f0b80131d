/** The maximum number of characters of a string in a message. */
const LONGEST = 40;

/**
 * Returns a value as text for a message. An object may have no text, or its `toString` may throw. A string is quoted,
 * so that it does not read as a word of the message.
 */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    return JSON.stringify(value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value);
  }
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
