import type { Block } from './blocks.ts';

/** One thing that a reader does who follows a document. */
export type Step =
  | {
      readonly kind: 'write';
      readonly path: string;
      readonly content: string;
      readonly line: number;
    }
  | {
      readonly kind: 'type';
      readonly command: string;
      /** What has to be printed; undefined where the document does not show it. */
      readonly output: string | undefined;
      readonly exitCode: number;
      readonly line: number;
    };

const PATH = /^(?:\/\/|#) ((?:[\w@.-]+\/)*[\w@.-]+\.\w+)$/;
const PROGRAMS: Readonly<Record<string, string>> = {
  python: 'python3 -W ignore -',
  r: 'Rscript -',
};

/**
 * What a block wants a reader to do.
 *
 * - A block of code whose first line is a comment with a path is a file to write.
 * - `console`: lines that begin with `$ ` are typed (`> ` goes on with one), the others are what is
 *   printed. `exit=1` says with which code the last command of the block ends.
 * - `sh`: typed as a whole; it must succeed, and what it prints does not matter.
 * - `python` and `r`: given to the interpreter. `x  # => 3` has to hold.
 *
 * Blocks marked `no-run` are not run; other languages show something and are left alone.
 */
export function stepsOf({ language, info, lines, line }: Block): Step[] {
  const path = PATH.exec(lines[0] ?? '')?.[1];
  if (path !== undefined && language !== 'console')
    return [{ kind: 'write', path, content: `${lines.join('\n')}\n`, line }];
  if (info.includes('no-run')) return [];
  if (language === 'console') return typed(lines, line, Number(/exit=(\d+)/.exec(info)?.[1] ?? 0));
  const typedWhole = { kind: 'type', output: undefined, exitCode: 0, line } as const;
  if (language === 'sh') return [{ ...typedWhole, command: lines.join('\n') }];
  const program = PROGRAMS[language];
  if (program === undefined) return [];
  const code = lines.map(language === 'python' ? asserted : (text) => text).join('\n');
  return [{ ...typedWhole, command: `${program} <<'END_OF_BLOCK'\n${code}\nEND_OF_BLOCK` }];
}

function typed(lines: readonly string[], first: number, exitCode: number): Step[] {
  const found: { command: string; printed: string[]; line: number }[] = [];
  lines.forEach((text, i) => {
    const last = found.at(-1);
    if (text.startsWith('$ ')) found.push({ command: text.slice(2), printed: [], line: first + i });
    else if (last === undefined) throw new Error(`Line ${first + i} belongs to no command.`);
    else if (text.startsWith('> ') && last.printed.length === 0)
      last.command += `\n${text.slice(2)}`;
    else last.printed.push(text);
  });
  return found.map(({ command, printed, line }, i) => ({
    kind: 'type',
    command,
    output: printed.join('\n'),
    exitCode: i === found.length - 1 ? exitCode : 0,
    line,
  }));
}

/** `x  # => 3` as an assertion of Python. */
function asserted(line: string): string {
  const promise = /^(\s*)(\S.*?)\s+# => (.*)$/.exec(line);
  if (promise === null) return line;
  const [, indent, expression, value] = promise;
  return `${indent}assert (${expression}) == (${value}), (${expression})`;
}
