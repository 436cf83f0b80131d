import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { NdColumn } from '@psyrun/columns';
import { H5Store } from '../src/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'psyrun-r-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the package hdf5r of R reads numbers, strings and arrays, as the guide says', async () => {
  const file = join(folder, 'result.h5');
  await new H5Store().save(file, {
    float: [0.5, -1e300, 5e-324],
    missing: [1, null, 3],
    integer: [1, -1, 2 ** 31 - 1],
    string: ['', 'öd', '😀'],
    list: new NdColumn([3, 2], Float64Array.of(1, 2, 3, 4, 5, 6)),
  });
  const script = `
library(hdf5r)
file <- H5File$new(commandArgs(TRUE), mode = "r")
columns <- file[["psyrun"]]
table <- sapply(names(columns), function(key) columns[[key]]$read(), simplify = FALSE)
stopifnot(identical(table$float, c(0.5, -1e300, 5e-324)))
stopifnot(identical(table$missing, c(1, NaN, 3)))
stopifnot(identical(as.integer(table$integer), c(1L, -1L, 2147483647L)))
stopifnot(identical(enc2utf8(table$string), c("", "\\u00f6d", "\\U0001f600")))
stopifnot(identical(table$list, matrix(c(1, 2, 3, 4, 5, 6), 2)))
cat("equal")`;
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  expect(execFileSync('Rscript', ['-e', script, file], { encoding: 'utf8', env })).toBe('equal');
});
