// The way out of what the engine refuses, where its message says what is wrong to programmers only.

interface Advice {
  code: string;
  message: RegExp;
  help: string;
}

// The first that fits. Characters: what a Chinese keyboard gives for quotation marks, commas, colons, semicolons and brackets; no-break and
// ideographic spaces.
const ADVICE: readonly Advice[] = [
  {
    code: 'json.malformed',
    message: /found '[\u201c\u201d\u2018\u2019\uff0c\uff1a\uff1b\u3001\uff5b\uff5d\uff3b\uff3d\uff08\uff09]'/,
    help: 'Outside of texts only the plain characters of the English keyboard are understood: " , : { } [ ].',
  },
  { code: 'json.malformed', message: /found '[\u00a0\u3000]'/, help: 'This is a wide space: indent with plain ones.' },
  {
    code: 'json.malformed',
    message: /found a control character: U\+000[AD]/,
    help: 'A text ends on its line, and with the plain ", not with a Chinese one.',
  },
  { code: 'json.malformed', message: /^expected (a key in double quotes|a value), found '[}\]]'/, help: 'No comma stands after the last entry.' },
  { code: 'json.malformed', message: /^expected ',' or '[}\]]', found '"'/, help: 'A comma is missing before it, mostly at the end of the line above.' },
  {
    code: 'json.malformed',
    message: /^expected ',' or '[}\]]', found '[^"]/,
    help: "A comma or bracket is missing before it; or a text ended too early: within it write ' for a quotation mark.",
  },
  { code: 'pack.duplicate', message: /./, help: 'A copy needs an "id" and "edition" of its own, as its folders and file are named.' },
  { code: 'source.duplicate', message: /./, help: 'A copy needs an "id" of its own, as its file is named.' },
  { code: 'pack.unknown_source', message: /./, help: 'Sources lie in sources/ of a folder of rules, beside the folders of the packs: name that folder, not one in it.' },
  {
    code: 'cel.no_matching_overload',
    message: /./,
    help: "The values are not of kinds that go together: timestamp is a day or moment, int a whole number, string a text. Write a day as date('2022-10-01'), a text or code in single quotes, a number without quotes.",
  },
];

export function adviceOn(code: string, message: string): string | undefined {
  return ADVICE.find((one) => one.code === code && one.message.test(message))?.help;
}
