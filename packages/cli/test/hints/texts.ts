import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { COMMANDS } from '../../src/command-table.ts';

const ROOT = join(import.meta.dirname, '../../../..');
/** Files whose texts explain psy, and are no advice about what has happened. */
const NO_ADVICE =
  /cli\/src\/(?:command-(?:examples|table)|part-commands|completion\/.*|psy-main)\.ts$|\/schemas\/|-template\.ts$/;

const COMMAND = new RegExp(`\\bpsy (?:${COMMANDS.map(({ name }) => name).join('|')})\\b`);

/**
 * Returns the texts in the sources of all packages that name a command of psy, each once. What is
 * inserted into a text is `…`.
 */
export function advisingTexts(): string[] {
  const files = readdirSync(join(ROOT, 'packages'))
    .flatMap((name) => ['src', 'python', 'r'].map((room) => join(ROOT, 'packages', name, room)))
    .filter((folder) => existsSync(folder))
    .flatMap(sources)
    .filter((file) => !NO_ADVICE.test(file));
  return [...new Set(files.flatMap(textsIn).filter((text) => COMMAND.test(text)))].sort();
}

/** Returns the commands that the page of errors advises, as `CODE: psy run -c`. */
export function adviceOfErrorsPage(): string[] {
  const page = readFileSync(join(ROOT, 'docs/errors.md'), 'utf8');
  return page.split(/^### /m).flatMap((section) => {
    const [, code] = /^(PSYRUN_\w+)/.exec(section) ?? [];
    const commands = section.replaceAll('\n', ' ').matchAll(/`(psy [^`]+)`/g);
    return code === undefined ? [] : Array.from(commands, ([, command]) => `${code}: ${command}`);
  });
}

/** Returns the commands that a text names, with their options: `psy run -c`. */
export function commandsIn(text: string): string[] {
  return text.match(new RegExp(`${COMMAND.source}(?: --?[a-z][a-z-]*)*`, 'g')) ?? [];
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:[cm]?[jt]s|py|R)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function textsIn(file: string): string[] {
  return /\.(?:py|R)$/.test(file) ? textsOfScript(file) : textsOfModule(file);
}

/** Returns the string literals of a file in Python or R. What `format` and `sprintf` insert is `…`. */
function textsOfScript(file: string): string[] {
  const code = readFileSync(file, 'utf8').replaceAll(/"""[^]*?"""|^\s*#.*$/gm, '');
  const literals = code.matchAll(/(?<quote>['"])(?<text>(?:\\.|(?!\k<quote>)[^\\\n])*)\k<quote>/g);
  return [...literals].map(({ groups }) => groups!['text']!.replaceAll(/\{\w*\}|%[sd]/g, '…'));
}

function textsOfModule(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isTemplateExpression(node)) {
      found.push(
        [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('…'),
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest));
  return found;
}
