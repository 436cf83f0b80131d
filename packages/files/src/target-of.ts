import { realpath } from 'node:fs/promises';

/** The file that `file` stands for: what a symbolic link points to, else `file` itself. */
export async function targetOf(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return file;
    throw error;
  }
}
