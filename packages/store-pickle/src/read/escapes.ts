const NAMED: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
};

const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([^]))/g;

/**
 * Returns the string that protocol 0 writes with the escapes of a Python literal: `\xfc`, `\u20ac`,
 * `\n`.
 */
export function decodeEscapes(literal: string): string {
  return literal.replace(ESCAPE, (all, hex2, hex4, hex8, octal, single) => {
    const digits = (hex2 ?? hex4 ?? hex8) as string | undefined;
    if (digits !== undefined) return character(parseInt(digits, 16)) ?? all;
    if (octal !== undefined) return String.fromCharCode(parseInt(octal as string, 8));
    return NAMED[single as string] ?? (single as string);
  });
}

function character(code: number): string | undefined {
  return code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
