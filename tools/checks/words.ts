import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Retired words, with the words to use instead. */
const RETIRED: readonly (readonly [words: RegExp, use: string])[] = [
  [phrase('whole numbers?'), 'integer'],
  [phrase('an? text(?!s? (?:file|editor))'), 'a string'],
  [phrase('no time to speak of'), 'the time, in numbers'],
  [phrase('needs? (?:it|them) not'), 'does not need'],
  [phrase('wants less'), 'a condition: "to install less"'],
  [phrase('word that it is kept'), 'synced to disk'],
  [phrase('runs? no more'), 'is no longer running'],
  [phrase('(?:is|are) begun'), 'has started'],
  [phrase('accus(?:e|ed|es|ing)'), 'retry in isolation'],
];

/** A comment that begins with "What". */
const WHAT = /(?:\/\*\*?\s*(?:\*\s*)?|\/\/\s*)What\b/g;
const USE_FOR_WHAT = 'a verb ("Returns …", "Ensures …", "True if …") or a noun';

/**
 * Returns the places with retired words: in the sources of packages and in the documentation.
 *
 * @param root The folder of the workspace.
 */
export function retiredWords(root: string): string[] {
  return [...sourcesOf(root), ...filesBelow(root, 'docs', /\.md$/)].flatMap((file) => {
    const content = readFileSync(join(root, file), 'utf8');
    return RETIRED.flatMap(([words, use]) => places(file, content, words, use));
  });
}

/**
 * Returns the places of comments that begin with "What", in the sources of packages.
 *
 * @param root The folder of the workspace.
 */
export function whatComments(root: string): string[] {
  return sourcesOf(root).flatMap((file) =>
    places(file, readFileSync(join(root, file), 'utf8'), WHAT, USE_FOR_WHAT),
  );
}

/** Returns a pattern for words that may continue on the next line of a comment or quotation. */
function phrase(words: string): RegExp {
  return new RegExp(`\\b${words.replaceAll(' ', '\\s+(?:(?:\\*|//|>)\\s*)?')}\\b`, 'gi');
}

function places(file: string, content: string, words: RegExp, use: string): string[] {
  return [...content.matchAll(words)].map(({ 0: found, index }) => {
    const line = content.slice(0, index).split('\n').length;
    return `${file}:${line}: instead of "${found.replace(/[\s/*>]+/g, ' ').trim()}", use ${use}`;
  });
}

function sourcesOf(root: string): string[] {
  const packages = readdirSync(join(root, 'packages'));
  return packages.flatMap((name) => filesBelow(root, join('packages', name, 'src'), /\.[cm]?ts$/));
}

function filesBelow(root: string, folder: string, name: RegExp): string[] {
  if (!existsSync(join(root, folder))) return [];
  const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
  return names.filter((file) => name.test(file)).map((file) => join(folder, file));
}
