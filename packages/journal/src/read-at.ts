import type { PlainFile } from '@psyrun/files';

/** Reads `length` bytes of a file, or fewer at its end. */
export async function readAt(handle: PlainFile, start: number, length: number): Promise<DataView> {
  const bytes = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, start + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return new DataView(bytes.buffer, 0, filled);
}
