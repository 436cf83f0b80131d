import { expect, test } from '@jest/globals';
import { createMarkdownRenderer } from 'vitepress';
import { plainFences } from '../plain-fences.ts';

test('words for the runner of examples are not read as lines to highlight', async () => {
  const markdown = await createMarkdownRenderer('.', { config: plainFences });
  const html = markdown.render('```console exit=1\n$ psy rnu\nerror\n```', {});
  expect(html).toContain('psy rnu');
  expect(html).not.toContain('highlighted');
});
