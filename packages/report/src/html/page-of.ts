import { createHash } from 'node:crypto';
import { PATTERNS } from '../drawing/svg-text.ts';
import type { PageData } from './page-data.ts';
import { pageScript } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';

/**
 * Returns the page of a sweep: one HTML file that asks for nothing else. Its policy forbids requests and
 * all scripts but its own. The data are JSON without `<`, so no string of them can become markup.
 */
export function pageOf(data: PageData): string {
  const script = pageScript();
  const policy = [
    "default-src 'none'",
    `script-src '${digestOf(script)}'`,
    `style-src '${digestOf(PAGE_STYLE)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>psyrun report</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<svg width="0" height="0" aria-hidden="true">${PATTERNS}</svg>
<header><h1 id="title">psyrun report</h1><p id="loading">Reading the rows …</p></header>
<main id="page"></main>
<noscript>This page needs JavaScript. It asks for nothing from the network.</noscript>
<script type="application/json" id="data">${inert(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function inert(data: PageData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c');
}

function digestOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
