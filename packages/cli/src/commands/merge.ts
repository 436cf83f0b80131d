import { pluginsOf } from '@psyrun/operations/project';
import { mergeDirectory } from '@psyrun/operations/results';
import { placeOf, type Session } from '../session.ts';
import { coloured } from '../terminal/console.ts';
import { EXIT } from '../terminal/exit-codes.ts';

/** Flags of {@link mergeInto}. */
export interface MergeFlags {
  readonly partial?: boolean;
  readonly json?: boolean;
}

/** `psy merge`: writes the journals and files of stores in a directory as one new file. */
export async function mergeInto(
  directory: string,
  file: string,
  { partial = false, json = false }: MergeFlags,
  session: Session,
): Promise<number> {
  const { console } = session;
  const merged = await mergeDirectory(directory, file, pluginsOf(placeOf('.', session)), {
    partial,
  });
  if (json) console.out(JSON.stringify(merged));
  const { written, rows, undone, repeated } = merged;
  if (!written) {
    console.error(
      `${coloured('red', 'Incomplete:')} ${undone} rows have failed or are missing. ` +
        'To merge the others all the same: psy merge --partial',
    );
    return EXIT.failed;
  }
  if (repeated > 0) console.error(`${repeated} rows are in several files and were taken once.`);
  console.error(`Wrote ${rows} rows to ${file}.`);
  return EXIT.done;
}
