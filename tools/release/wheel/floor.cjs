/* Ends a Node that is too old for psy.mjs with one sentence. Every Node can read this file. */
'use strict';
var version = process.versions.node;
var numbers = version.split('.').map(Number);
var rank = numbers[0] * 1e6 + numbers[1] * 1e3 + numbers[2];
if (rank < 18017001 || (rank >= 19000000 && rank < 20003000)) {
  process.stderr.write(
    'psy: error: psyrun needs Node 18.17.1, or 20.3 or newer; this is Node ' +
      version +
      ' (' +
      process.execPath +
      ').\n',
  );
  process.exit(2);
}
