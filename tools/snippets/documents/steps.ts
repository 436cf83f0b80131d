import type { Block } from './blocks.ts';

/** One action of a reader who follows a document. */
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
      /** The expected output; undefined if the document does not show it. */
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
 * Returns the steps of a block.
 *
 * - A block of code whose first line is a comment with a path is a file to write.
 * - `console`: lines that begin with `$ ` are typed (`> ` continues a line), the others are the
 *   output. `exit=1` is the exit code of the last command of the block.
 * - `sh`: is typed as a whole. It must succeed, and its output is ignored.
 * - `python` and `r`: run by the interpreter. `x  # => 3` must be true.
 *
 * Blocks with `no-run` are not run. Blocks in other languages are ignored.
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

/** Returns `x  # => 3` as an assertion of Python. */
function asserted(line: string): string {
  const promise = /^(\s*)(\S.*?)\s+# => (.*)$/.exec(line);
  if (promise === null) return line;
  const [, indent, expression, value] = promise;
  return `${indent}assert (${expression}) == (${value}), (${expression})`;
}
