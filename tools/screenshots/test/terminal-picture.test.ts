import { expect, test } from '@jest/globals';
import { terminalPicture } from '../terminal-picture.ts';

test('every line keeps its blanks, which a browser would join otherwise', () => {
  const picture = terminalPicture([[{ text: 'a  b', colour: undefined }]], 'A terminal');
  expect(picture).toMatch(/<text [^>]*xml:space="preserve">a {2}b<\/text>/);
});
