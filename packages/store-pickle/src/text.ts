/**
 * Strings as Python writes them: UTF-8 with one exception. JavaScript and Python strings may
 * contain half a surrogate pair, which UTF-8 may not. It is written as the three bytes of its code
 * unit ("surrogatepass").
 */

const LONE = /\p{Surrogate}/u;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Returns the bytes of `text`. */
export function encodeText(text: string): Buffer {
  if (!LONE.test(text)) return Buffer.from(text, 'utf8');
  return Buffer.concat(Array.from(text, encodeCharacter));
}

function encodeCharacter(character: string): Buffer {
  if (!LONE.test(character)) return Buffer.from(character, 'utf8');
  const unit = character.charCodeAt(0);
  return Buffer.from([0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f)]);
}

/** Returns the string of `bytes`; undefined if they are not a string. */
export function decodeText(bytes: Buffer): string | undefined {
  const text = bytes.toString('utf8');
  return text.includes('\ufffd') ? decodeWithCare(bytes) : text;
}

/** Does the same where surrogates or real replacement characters occur. */
function decodeWithCare(bytes: Buffer): string | undefined {
  let text = '';
  let from = 0;
  for (let at = bytes.indexOf(0xed); at !== -1; at = bytes.indexOf(0xed, at + 1)) {
    const unit = surrogateAt(bytes, at);
    if (unit === undefined) continue;
    const before = decodeStrictly(bytes.subarray(from, at));
    if (before === undefined) return undefined;
    text += before + String.fromCharCode(unit);
    from = at + 3;
  }
  const rest = decodeStrictly(bytes.subarray(from));
  return rest === undefined ? undefined : text + rest;
}

function decodeStrictly(bytes: Buffer): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined; // The decoder throws only for invalid UTF-8.
  }
}

function surrogateAt(bytes: Buffer, at: number): number | undefined {
  const [second, third] = [bytes[at + 1] ?? 0, bytes[at + 2] ?? 0];
  const isSurrogate = second >= 0xa0 && second <= 0xbf && third >= 0x80 && third <= 0xbf;
  return isSurrogate ? 0xd000 | ((second & 0x3f) << 6) | (third & 0x3f) : undefined;
}
