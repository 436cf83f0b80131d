import { afterEach, describe, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ForeignFunction } from '@psyrun/core';
import { python } from '../src/python/python.ts';
import { r } from '../src/r/r.ts';
import { FEW_PYTHONS } from './pythons.ts';

const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

/** Checks a function of a file with this text. Resolves to the error, without the folder in its text. */
async function problemOf(file: string, text: string | undefined, called: ForeignFunction) {
  const folder = mkdtempSync(join(tmpdir(), 'psyrun-missing-'));
  folders.push(folder);
  if (text !== undefined) writeFileSync(join(folder, file), text);
  const error = (await called.check!(folder).catch((thrown: unknown) => thrown)) as
    { code: string; message: string } | undefined;
  if (error === undefined) return undefined;
  expect(error.code).toBe('PSYRUN_EVALUATOR');
  return error.message.replaceAll(`${folder}/`, '');
}

async function found(interpreter: string, text: string | undefined, name: string, setup?: string) {
  const options = { interpreter, ...(setup !== undefined && { setup }) };
  return problemOf('model.py', text, python('./model.py', name, options));
}

describe.each(FEW_PYTHONS)('Python $version', ({ path }) => {
  test('names that are there and are not, and an error of syntax', async () => {
    const text = 'class A:\n    def run(self): pass\nif True:\n    run = print\n';
    expect(await found(path, text, 'run')).toBeUndefined();
    expect(await found(path, text, 'A.rum')).toMatch(/has no function A\.rum\. It has: run\./);
    expect(await found(path, 'def run(x:\n    pass\n', 'run')).toMatch(
      /^model\.py is not valid Python\. Correct it:\nFile "model\.py", line [12]\n[^]*SyntaxError: /,
    );
  });
});

describe('Python', () => {
  const interpreter = '/usr/bin/python3';

  test.each([
    [
      'def simulate(x): pass\n',
      'simulat',
      'model.py has no function simulat. It has: simulate. Did you mean simulate?',
    ],
    ['x = 1\n', 'run', 'model.py has no function run. It has: none. Name one of its functions.'],
    [
      'class Model:\n    def run(self): pass\n',
      'Model.rum',
      'the class Model of model.py has no function Model.rum. It has: run. Did you mean run?',
    ],
    [
      undefined,
      'run',
      'There is no file model.py. A path in python() is relative to the task file.',
    ],
  ])('%j has no %s', async (text, name, message) => {
    expect(await found(interpreter, text, name)).toBe(message);
  });

  test('the function for the setup is looked up too', async () => {
    expect(await found(interpreter, 'def run(x): pass\n', 'run', 'prepare')).toMatch(
      /no function prepare\./,
    );
  });

  test.each([
    ['async def run(x): pass\n'],
    ['import functools\nrun = functools.partial(print)\n'],
    ['from other import run\n'],
    ['from other import *\n'],
    ['import a.b as run\n'],
    ['if True:\n    def run(x): pass\n'],
    ['try:\n    import fast as run\nexcept ImportError:\n    run = None\n'],
    ['globals()["run"] = print\n'],
    ['def __getattr__(name): return print\n'],
    ['def define():\n    global run\n    run = print\ndefine()\n'],
    ['a, *run = [1, 2]\n'],
  ])('%j may have it', async (text) => {
    expect(await found(interpreter, text, 'run')).toBeUndefined();
  });

  test('a member that a base class or a decorator may give is not refused', async () => {
    const text = 'class A(B):\n    pass\n@d\nclass C:\n    pass\nD = 1\n';
    for (const name of ['A.run', 'C.run', 'D.run'])
      expect(await found(interpreter, text, name)).toBeUndefined();
  });

  test('a module by name', async () => {
    const module = async (name: string) =>
      problemOf('model.py', 'def run(x): pass\n', python(name, 'rum', { interpreter }));
    expect(await module('modle')).toMatch(/^Python finds no module modle\..*\.\/model\.py/);
    expect(await module('json')).toBeUndefined();
    expect(await module('model')).toMatch(/has no function rum\. It has: run\. Did you mean run\?/);
  });
});

describe('R', () => {
  const foundInR = async (text: string | undefined, name: string, setup?: string) =>
    problemOf('model.R', text, r('./model.R', name, { ...(setup !== undefined && { setup }) }));

  test.each([
    [
      'N <- 3\nsimulate <- function(x) list(y = x)\n',
      'simulat',
      'model.R has no function simulat. It has: simulate. Did you mean simulate?',
    ],
    [undefined, 'run', 'There is no file model.R. A path in r() is relative to the task file.'],
  ])('%j has no %s', async (text, name, message) => {
    expect(await foundInR(text, name)).toBe(message);
  });

  test('an error of syntax shows the line', async () => {
    expect(await foundInR('run <- function(x) {\n', 'run')).toMatch(
      /^model\.R is not valid R\. Correct it:\nmodel\.R:2:0: unexpected end of input/,
    );
  });

  test('the function for the setup is looked up too', async () => {
    expect(await foundInR('run = function(x) list()\n', 'run', 'prepare')).toMatch(
      /function prepare\./,
    );
  });

  test.each([
    ['"run" <- function(x) x\n'],
    ['if (TRUE) run <- function(x) x\n'],
    ['source("other.R")\n'],
    ['source(file.path("a", "b.R"))\n'],
    ['library(notInstalledHere)\n'],
    ['lapply(c("a", "b"), library, character.only = TRUE)\n'],
    ['library(name, character.only = TRUE)\n'],
    ['assign("run", print)\n'],
    ['do.call("assign", list("run", print))\n'],
    ['f <- function(a) a[1, ]\nload("run.RData")\n'],
  ])('%j may have it', async (text) => {
    expect(await foundInR(text, 'run')).toBeUndefined();
  });

  test.each([
    ['library(stats4)\n', 'mle'],
    ['suppressPackageStartupMessages(require("splines"))\n', 'bs'],
    ['library(stats4, warn.conflicts = FALSE)\n', 'mle'],
  ])('%j attaches %s', async (text, name) => {
    expect(await foundInR(text, name)).toBeUndefined();
  });

  test.each([
    ['library(stats4)\nsimulate <- function(x) do.call(rbind, list(x))\n'],
    ['library(grid)\nsource("model.R")\nsimulate <- function(x) x[1, ]\n'],
  ])('%j has no run for sure', async (text) => {
    expect(await foundInR(text, 'run')).toBe(
      'model.R has no function run. It has: simulate. Name one of its functions.',
    );
  });

  test('files that it reads are looked into, those that are not there may have anything', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'psyrun-missing-'));
    folders.push(folder);
    writeFileSync(join(folder, 'model.R'), 'source("part.R")\nsource("model.R")\n');
    writeFileSync(join(folder, 'part.R'), 'simulate <- function(x) list()\n');
    await r('./model.R', 'simulate').check!(folder);
    await expect(r('./model.R', 'simulat').check!(folder)).rejects.toMatchObject({
      message: expect.stringContaining('model.R has no function simulat. It has: simulate.'),
    });
  });

  test('a function of R itself, or no R on this machine', async () => {
    expect(await foundInR('N <- 3\n', 'mean')).toBeUndefined();
    const elsewhere = r('./model.R', 'run', { interpreter: '/nowhere/Rscript' });
    expect(await problemOf('model.R', 'N <- 3\n', elsewhere)).toBeUndefined();
  });
});
