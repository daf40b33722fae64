import { expect, test } from 'vitest';
import { limits } from '../../src/pattern/limits.ts';
import { cachingDraft, cachingPath } from '../../src/rules/examples/example.ts';
import { checkFiles } from './check-files.ts';

const errorsIn = (body: string): string[] =>
  checkFiles({ files: { [cachingPath]: `${cachingDraft}\n${body}\n` } })
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ ruleId, message }) => `${ruleId}: ${message}`);

const links = (number: number): string => '<img src="../x.png">\n\n'.repeat(number);

test('more links than anybody could follow are a finding that says how many, and nothing else', () => {
  expect(errorsIn(links(limits.links + 1))).toEqual([
    expect.stringMatching(/^readable: .* it has \d+ links into the repository, at most 2000 are read\.$/),
  ]);
});

test('so many links are looked at', () => {
  const errors = errorsIn(links(limits.links - 10));
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.filter(error => error.startsWith('readable'))).toEqual([]);
});

test('more findings than anybody could read are one', () => {
  expect(errorsIn(`${'TODO '.repeat(900)}\n\n`.repeat(6))).toEqual([
    expect.stringMatching(/^readable: .* more than 5000 things are found in it/),
  ]);
});
