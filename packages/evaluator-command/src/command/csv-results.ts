import { valueOf } from './value-of.ts';

/** Matches a field in quotes or a plain one, and what ends it. */
const FIELD = /(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r?\n|$)/gy;

/** Returns the columns of a CSV file with a header: values, or lists if it has several lines. */
export function csvResults(text: string, path: string): Record<string, unknown> {
  const [header, ...lines] = linesOf(text.endsWith('\n') ? text : `${text}\n`, path);
  if (!header || lines.length === 0) throw new Error(`${path} has no line below its header.`);
  const short = lines.findIndex((line) => line.length !== header.length);
  if (short >= 0) {
    throw new Error(
      `Line ${short + 2} of ${path} has ${lines[short]!.length} fields, not ${header.length}.`,
    );
  }
  const column = (i: number) => lines.map((line) => valueOf(line[i]));
  return Object.fromEntries(
    header.map((key, i) => [key, lines.length === 1 ? column(i)[0] : column(i)]),
  );
}

function linesOf(text: string, path: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  FIELD.lastIndex = 0;
  while (FIELD.lastIndex < text.length) {
    const match = FIELD.exec(text);
    if (!match) throw new Error(`Line ${lines.length + 1} of ${path} is no CSV.`);
    line.push(match[1]?.replaceAll('""', '"') ?? match[2]!);
    if (match[3] === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}
