import { readFileSync, writeFileSync } from 'node:fs';

/**
 * A store that writes the columns as JSON, so that a test can read the result of a merge. It is
 * JavaScript, because the workers of the crash test start without a loader of TypeScript.
 */
export async function makeStore() {
  const save = async (file, table) => {
    const columns = Object.entries(table).map(([key, column]) => [key, [...column]]);
    writeFileSync(file, JSON.stringify(Object.fromEntries(columns)));
  };
  const scan = async function* (file) {
    yield JSON.parse(readFileSync(file, 'utf8'));
  };
  return { ext: '.json', capabilities: { values: [] }, save, scan };
}
