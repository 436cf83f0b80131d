/** Texts that do something to a terminal, or look like something else. */
const ATTACKS: Readonly<Record<string, string>> = {
  colour: '\x1b[31mred\x1b[0m',
  blink: '\x1b[5;7mlook\x1b[m',
  clear: '\x1b[2J\x1b[H',
  scrollback: '\x1b[3J',
  up: '\x1b[10A\x1b[2K',
  alternate: '\x1b[?1049h',
  paste: '\x1b[?2004l',
  mouse: '\x1b[?1003h',
  report: '\x1b[6n',
  device: '\x1b[c',
  title: '\x1b]0;owned\x07',
  clipboard: '\x1b]52;c;cm0gLXJmIH4K\x07',
  clipboardSt: '\x1b]52;c;cm0gLXJmIH4K\x1b\\',
  link: '\x1b]8;;http://evil.example/\x1b\\here\x1b]8;;\x1b\\',
  palette: '\x1b]4;1;rgb:00/00/00\x07',
  iterm: '\x1b]1337;File=inline=1:AAAA\x07',
  dcs: '\x1bP$q"p\x1b\\',
  apc: '\x1b_G;AAAA\x1b\\',
  reset: '\x1bc',
  charset: '\x1b(0',
  unfinished: '\x1b[',
  c1Csi: '\x9b2J',
  c1Osc: '\x9d0;owned\x9c',
  c1Dcs: '\x90q\x9c',
  nextLine: 'a\x85b',
  carriage: 'rows failed: 9\rrows failed: 0',
  backspace: 'fail\b\b\b\bdone',
  bell: '\x07\x07',
  shift: '\x0e\x0f',
  nul: 'a\x00b',
  del: 'a\x7fb',
  escapeOnly: '\x1b',
  newline: 'one\npsy: error: two',
  crlf: 'one\r\ntwo',
  vertical: 'a\vb\fc',
  lineSeparator: 'a\u2028b\u2029c',
  rightToLeft: 'a\u202egnp.exe',
  embedding: '\u202a\u202b\u202c\u202d',
  isolates: '\u2066\u2067\u2068\u2069',
  marks: '\u200e\u200f\u061c',
  zeroWidth: 'pass\u200bword\u200c\u200d\u2060',
  byteOrder: '\ufeffdata',
  softHyphen: 'a\u00adb',
  fillers: '\u3164\u115f\u1160\uffa0',
  tags: 'a\u{e0001}\u{e0041}\u{e007f}',
  invisibleMath: '\u2061\u2062\u2063\u2064',
  annotation: '\ufff9a\ufffab\ufffb',
  html: '<script>alert(1)</script><img src=x onerror=y>&amp;',
  markdown: '[a](javascript:b) **c** `d` | e |',
  shell: '$(reboot) `reboot` ; rm -rf ~ # \'"',
};

/** The surroundings of an attack: alone, in a word, behind a quote and a bracket, twice with a wide text. */
const PLACES: readonly ((attack: string) => string)[] = [
  (attack) => attack,
  (attack) => `before${attack}after`,
  (attack) => `'"\`\\x1b${attack}}]`,
  (attack) => `${attack}漢字😀e\u0301 ${attack}`,
];

/** The 200 texts, each different. */
export const HOSTILE_TEXTS: readonly string[] = Object.values(ATTACKS).flatMap((attack) =>
  PLACES.map((place) => place(attack)),
);

/** Texts with half of a surrogate pair. Rows cannot hold them; errors and logs can. */
export const HALF_TEXTS: readonly string[] = ['a\ud83d', '\ude00b', '\x1b[2J\ud83d\x1b'];

/** Characters of these texts that must not reach a terminal; line breaks of the output itself may. */
const RAW =
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Cs}]/gu;

/** Colours of psy itself. The text between them is looked at. No attack ends a colour in this way. */
const COLOURED = /\x1b\[3[123]m([^\x1b]*)\x1b\[39m/g;

/** Other control sequences of psy itself: live lines, line breaks of the terminal. */
const OWN = /\r(?:\[[#.]*\] {2}[\w/., ]+)?\x1b\[K|\r\n/g;

/** Returns the characters in an output that a terminal obeys or hides, and that are not psy's own. */
export function rawIn(output: string): string[] {
  return [...new Set(output.replace(COLOURED, '$1').replace(OWN, '\n').match(RAW))];
}
