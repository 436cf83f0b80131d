import type { H5Handle } from './h5-handle.ts';

/** Calls `action` with a file that is being opened, and closes it. */
export async function withFile(
  opening: Promise<H5Handle>,
  action: (file: H5Handle) => void | Promise<void>,
): Promise<void> {
  const file = await opening;
  try {
    await action(file);
  } finally {
    file.close();
  }
}
