/**
 * True if the MessagePack value at `at` is surely this value: a number, a string of ASCII characters, a
 * boolean or null. False for any other value, even if it is the same.
 */
export function isValue(bytes: DataView, at: number, value: unknown): boolean {
  switch (typeof value) {
    case 'number':
      return isNumber(bytes, at, value);
    case 'string':
      return isText(bytes, at, value);
    case 'boolean':
      return bytes.getUint8(at) === (value ? 0xc3 : 0xc2);
    default:
      return value === null && bytes.getUint8(at) === 0xc0;
  }
}

function isNumber(bytes: DataView, at: number, value: number): boolean {
  const type = bytes.getUint8(at);
  if (type < 0x80) return type === value;
  if (type >= 0xe0) return type - 0x100 === value;
  switch (type) {
    case 0xcb:
      return bytes.getFloat64(at + 1) === value;
    case 0xcc:
      return bytes.getUint8(at + 1) === value;
    case 0xcd:
      return bytes.getUint16(at + 1) === value;
    case 0xce:
      return bytes.getUint32(at + 1) === value;
    case 0xcf:
      return bytes.getUint32(at + 1) * 2 ** 32 + bytes.getUint32(at + 5) === value;
    case 0xd0:
      return bytes.getInt8(at + 1) === value;
    case 0xd1:
      return bytes.getInt16(at + 1) === value;
    case 0xd2:
      return bytes.getInt32(at + 1) === value;
    case 0xd3:
      return bytes.getInt32(at + 1) * 2 ** 32 + bytes.getUint32(at + 5) === value;
    default:
      return false;
  }
}

/** True if the value at `at` is this string of ASCII characters, of at most 255. */
export function isText(bytes: DataView, at: number, text: string): boolean {
  const type = bytes.getUint8(at);
  const isShort = type >> 5 === 0b101;
  if (!isShort && type !== 0xd9) return false;
  const length = isShort ? type & 0x1f : bytes.getUint8(at + 1);
  if (length !== text.length) return false;
  const begin = at + (isShort ? 1 : 2);
  for (let i = 0; i < length; i++) {
    const byte = bytes.getUint8(begin + i);
    if (byte >= 0x80 || byte !== text.charCodeAt(i)) return false;
  }
  return true;
}
