import { open, writeFile } from 'node:fs/promises';
import { PsyrunError } from '@psyrun/core';
import { replaceFile } from '@psyrun/files';

/** Number of bytes at the beginning of a file that tell what made it. */
const HEAD = 2048;

/**
 * Writes a file as a whole. It replaces one only if `mark` is near its beginning: then psy has made it.
 * Throws `PSYRUN_FILE_EXISTS` for another one, and as `replaceFile` of `@psyrun/files` does.
 */
export async function writeMadeFile(file: string, text: string, mark: string): Promise<void> {
  const head = await headOf(file);
  if (head !== undefined && !head.includes(mark)) {
    throw new PsyrunError(
      'PSYRUN_FILE_EXISTS',
      `${file} is there already, and psy did not make it.`,
      {
        hint: 'Name another file with -o, or remove it first.',
        fields: { file },
      },
    );
  }
  await replaceFile(file, (path) => writeFile(path, text));
}

async function headOf(file: string): Promise<string | undefined> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (handle === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
