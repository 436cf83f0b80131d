/** Codes as text: deflated bytes in base64. */
export interface Packed {
  readonly length: number;
  /** Bytes of each code. The lowest bytes of all codes come first. */
  readonly planes: 1 | 2 | 4;
  readonly data: string;
}

/** Returns codes of their bytes, which are in planes. */
export function fromPlanes(bytes: Uint8Array, { length, planes }: Packed): Uint32Array {
  const codes = new Uint32Array(length);
  for (let plane = planes - 1; plane >= 0; plane--) {
    const start = plane * length;
    for (let i = 0; i < length; i++) codes[i] = (codes[i]! << 8) | bytes[start + i]!;
  }
  return codes;
}

/** Returns the bytes of codes, the lowest bytes of all codes first. Bytes that are 0 in all codes are left out. */
export function toPlanes(codes: ArrayLike<number>): {
  planes: Packed['planes'];
  bytes: Uint8Array;
} {
  const { length } = codes;
  let all = 0;
  for (let i = 0; i < length; i++) all |= codes[i]!;
  const planes = all >>> 0 < 1 << 8 ? 1 : all >>> 0 < 1 << 16 ? 2 : 4;
  const bytes = new Uint8Array(planes * length);
  for (let plane = 0; plane < planes; plane++) {
    const start = plane * length;
    for (let i = 0; i < length; i++) bytes[start + i] = codes[i]! >>> (8 * plane);
  }
  return { planes, bytes };
}
