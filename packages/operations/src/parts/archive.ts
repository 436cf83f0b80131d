import { readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { PsyrunError } from '@psyrun/core';
import { makeFolder } from '@psyrun/run';

/** Writes the files of a folder to a new zip file, below the name `root`. */
export async function packFolder(folder: string, file: string, root: string): Promise<void> {
  const { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } = await import('@zip.js/zip.js');
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = [root, ...relative(folder, path).split(sep)].join('/');
    await zip.add(name, new Uint8ArrayReader(await readFile(path)));
  }
  await writeFile(file, await zip.close(), { flag: 'wx' });
}

/**
 * Unpacks the work directories in a zip file into a folder: their files, and nothing else. Throws
 * `PSYRUN_FILE_FORMAT` for a file that is damaged or no zip file.
 */
export async function unpackRuns(file: string, folder: string): Promise<void> {
  const { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } = await import('@zip.js/zip.js');
  const bytes = await readFile(file);
  try {
    const zip = new ZipReader(new Uint8ArrayReader(bytes), { useWebWorkers: false });
    const entries = await zip.getEntries();
    const runs = entries.flatMap(({ filename }) => /^(.*\/)?run\.json$/.exec(filename)?.[1] ?? []);
    for (const entry of entries) {
      const { filename } = entry;
      if (entry.directory || !runs.some((run) => filename.startsWith(run))) continue;
      const path = resolve(folder, filename);
      if (!path.startsWith(folder + sep)) throw new Error(`${filename} is outside of the archive`);
      await makeFolder(dirname(path));
      await writeFile(path, await entry.getData(new Uint8ArrayWriter()), { flag: 'wx' });
    }
  } catch (error) {
    throw new PsyrunError(
      'PSYRUN_FILE_FORMAT',
      `${file} cannot be unpacked: ${(error as Error).message}.`,
      {
        hint: 'Copy it again, or unpack it with another program and adopt the folder.',
        fields: { file },
        cause: error,
      },
    );
  }
}
