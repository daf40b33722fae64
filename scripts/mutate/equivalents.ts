/**
 * Changes that change nothing that anybody could see, by the line that is changed and what takes the place of a part of it.
 * Each was read; `because` says why no test can notice it.
 */
export type Equivalent = { file: string; line: string; change: string; because: string };

export const equivalents: readonly Equivalent[] = [
  {
    file: 'src/review/agreement/boxes.ts',
    line: 'const [, mark, key] = /^\\s*[-*+] \\[([ xX])\\] .*<!-- box (.{1,300}) -->\\s*$/.exec(line) ?? [];',
    change: '["Stryker was here"]',
    because: 'The first of a match is not read, and there is no second.',
  },
  {
    file: 'src/review/agreement/boxes.ts',
    line: "if (mark !== undefined && key !== undefined) boxes.set(key, mark !== ' ');",
    change: 'mark !== undefined || key !== undefined',
    because: 'Both are there or neither.',
  },
  {
    file: 'src/review/agreement/boxes.ts',
    line: "if (mark !== undefined && key !== undefined) boxes.set(key, mark !== ' ');",
    change: 'true',
    because: 'Both are there or neither.',
  },
  {
    file: 'src/review/agreement/judgement.ts',
    line: 'const granted = new Set(old ? old.waivers.map(waiverPart) : []);',
    change: '["Stryker was here"]',
    because: 'No digest reads so.',
  },
  {
    file: 'src/review/agreement/judgement.ts',
    line: 'const known = Object.hasOwn(byKey, key) ? (byKey[key] ?? []) : [];',
    change: '["Stryker was here"]',
    because: 'What is an own property is a list; the other end is tested.',
  },
  {
    file: 'src/review/agreement/judgement.ts',
    line: 'return fingerprint !== null && fingerprint.length <= 40 && partsOf(fingerprint) !== null',
    change: 'true',
    because: 'What is longer, or null, is no fingerprint either.',
  },
  {
    file: 'src/review/agreement/judgement.ts',
    line: 'return fingerprint !== null && fingerprint.length <= 40 && partsOf(fingerprint) !== null',
    change: 'fingerprint.length < 40',
    because: 'A fingerprint has at most fifteen characters.',
  },
  {
    file: 'src/review/agreement/sign-offs.ts',
    line: 'else if (editor !== null && part !== null)',
    change: 'true',
    because: 'Without an editor it was refused above.',
  },
  {
    file: 'src/review/agreement/sign-offs.ts',
    line: "const isTick = ({ how }: SignOff): boolean => how === 'tick';",
    change: "how !== 'tick'",
    because: 'Only asked whether two are alike in it.',
  },
  {
    file: 'src/review/agreement/toggles.ts',
    line: "const seenText = revisions.slice(at + 1).find(({ kind }) => kind === 'own')?.text ?? '';",
    change: '"Stryker was here!"',
    because: 'There is no state in it either.',
  },
  {
    file: 'src/pattern/visible.ts',
    line: 'if (/^[ -~\\u00a0-\\u00ac\\u00ae-\\u024f\\u2010-\\u2027\\u2030-\\u205e]*$/.test(text)) return text;',
    change: 'false',
    because: 'It only saves time.',
  },
  {
    file: 'src/pattern/visible.ts',
    line: 'if (/^[ -~\\u00a0-\\u00ac\\u00ae-\\u024f\\u2010-\\u2027\\u2030-\\u205e]*$/.test(text)) return text;',
    change: '/^[ -~\\u00a0-\\u00ac\\u00ae-\\u024f\\u2010-\\u2027\\u2030-\\u205e]$/',
    because: 'It only saves time.',
  },
  {
    file: 'src/pattern/visible.ts',
    line: 'return number < 0x100',
    change: 'number <= 0x100',
    because: 'U+0100 is a letter, and letters are not hidden.',
  },
  {
    file: 'src/review/labels.ts',
    line: 'for (const framework of change.pattern?.frameworks ?? []) {',
    change: '["Stryker was here"]',
    because: 'No taxonomy has a framework of that name.',
  },
  {
    file: 'src/review/labels.ts',
    line: 'if (isState && act.actor !== null && authors.includes(act.actor)) return null;',
    change: 'true',
    because: 'Nobody without a name is among the authors.',
  },
  {
    file: 'src/review/labels.ts',
    line: 'return voidUntil !== null && act.at <= voidUntil ? null : act;',
    change: 'true',
    because: 'No moment is before null.',
  },
  {
    file: 'src/github/commit-index.ts',
    line: 'return [];',
    change: '["Stryker was here"]',
    because: 'It is an error without type and message.',
  },
  {
    file: 'src/review/difference.ts',
    line: "const { actsVoidUntil = null, stateActsVoidUntil = null } = stateIn(review.comment ?? '') ?? {};",
    change: '"Stryker was here!"',
    because: 'There is no state in it either.',
  },
];
