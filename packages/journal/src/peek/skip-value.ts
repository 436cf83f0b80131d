/** Bytes of the values whose type gives their size, by type, from 0xc0 on; 0 for the others. */
const FIXED = [
  ...[1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 5, 9, 2, 3, 5, 9],
  ...[2, 3, 5, 9, 3, 4, 6, 10, 18, 0, 0, 0, 0, 0, 0, 0],
];

/** Returns the offset behind the MessagePack value at `at`, without decoding it. */
export function skipValue(bytes: DataView, at: number): number {
  for (let left = 1; left > 0; left--) {
    const type = bytes.getUint8(at);
    if (type < 0x80 || type >= 0xe0) at++;
    else if (type < 0xa0) {
      left += (type < 0x90 ? 2 : 1) * (type & 0x0f);
      at++;
    } else if (type < 0xc0) at += 1 + (type & 0x1f);
    else if (FIXED[type - 0xc0]! > 0) at += FIXED[type - 0xc0]!;
    else if (type >= 0xdc) {
      const isLong = type === 0xdd || type === 0xdf;
      const items = isLong ? bytes.getUint32(at + 1) : bytes.getUint16(at + 1);
      left += type >= 0xde ? 2 * items : items;
      at += isLong ? 5 : 3;
    } else at = behindSized(bytes, at, type);
  }
  return at;
}

/** Returns the offset behind bytes, a string or an extension whose size is written. */
function behindSized(bytes: DataView, at: number, type: number): number {
  switch (type) {
    case 0xc4:
    case 0xd9:
      return at + 2 + bytes.getUint8(at + 1);
    case 0xc5:
    case 0xda:
      return at + 3 + bytes.getUint16(at + 1);
    case 0xc6:
    case 0xdb:
      return at + 5 + bytes.getUint32(at + 1);
    case 0xc7:
      return at + 3 + bytes.getUint8(at + 1);
    case 0xc8:
      return at + 4 + bytes.getUint16(at + 1);
    default:
      return at + 6 + bytes.getUint32(at + 1);
  }
}
