import fc from 'fast-check';
import { expect, test } from 'vitest';
import { movedFolders } from '../../src/catalog/fate.ts';
import { libraryOf } from '../../src/catalog/library-of.ts';
import { introducedBy } from '../../src/inspection/introduced.ts';
import type { Diagnostic } from '../../src/pattern/diagnostic.ts';
import { batching, caching, draft, readme } from '../rules/findings-of.ts';
import { checkFiles, type Files, facts } from './check-files.ts';

const path = readme('prediction-caching');
const diagnostic = (over: Partial<Diagnostic> = {}, line = 1): Diagnostic => ({
  ruleId: 'links',
  severity: 'error',
  message: 'The link leads nowhere.',
  path,
  range: { start: { line, column: 1 }, end: { line, column: 2 } },
  docsUrl: 'https://example.org',
  ...over,
});

test('the same words about the same file were there, whatever the line', () => {
  expect(introducedBy([diagnostic({}, 9)], [diagnostic({}, 2)])).toEqual({
    introduced: [],
    preexisting: [diagnostic({}, 9)],
  });
});

test.each<[string, Partial<Diagnostic>]>([
  ['another rule', { ruleId: 'related' }],
  ['another file', { path: readme('other') }],
  ['other words', { message: 'The link leads elsewhere.' }],
  ['advice', { severity: 'info' }],
])('%s before is not the same', (_, over) => {
  const after = diagnostic();
  expect(introducedBy([after], [diagnostic(over)])).toEqual({ introduced: [after], preexisting: [] });
});

test('a third one of a kind is new when there were two', () => {
  const [first, second, third] = [diagnostic({}, 1), diagnostic({}, 5), diagnostic({}, 7)];
  expect(introducedBy([first, second, third], [first, second])).toEqual({
    introduced: [third],
    preexisting: [first, second],
  });
});

test('what was wrong before a pattern moved is not new at its new place', () => {
  const before = { [path]: draft(caching), [readme('dynamic-batching')]: draft(batching) };
  const at = readme('answer-caching', 'serving');
  const after = { [at]: draft(caching), [readme('dynamic-batching')]: draft(batching) };
  const library = (files: Files) => libraryOf(facts(files), () => '0'.repeat(40));
  const folder = 'patterns/ml/optimization/prediction-caching';
  const moved = movedFolders(library(before), library(after), new Set([folder]));
  expect([...moved]).toEqual([['patterns/ml/serving/answer-caching', folder]]);
  const here = diagnostic({ path: at });
  expect(introducedBy([here], [diagnostic()], moved).preexisting).toEqual([here]);
  expect(introducedBy([here], [diagnostic()]).introduced).toEqual([here]);
  const chart = { ruleId: 'chart-current', message: 'It is old.' };
  const [now, then] = [at, path].map(file =>
    diagnostic({ ...chart, path: file.replace('README.md', 'chart.svg') }),
  );
  expect(now && then && introducedBy([now], [then], moved).preexisting).toEqual([now]);
});

test('claiming to be accepted makes errors of what was advice, and these are new', () => {
  const before = checkFiles({ files: { [path]: draft(caching) } }).diagnostics;
  const after = checkFiles({ files: { [path]: draft({ ...caching, status: 'accepted' }) } }).diagnostics;
  expect(before.some(({ severity }) => severity === 'error')).toBe(false);
  const { introduced, preexisting } = introducedBy(after, before);
  expect(preexisting.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(introduced.length).toBeGreaterThan(5);
});

test('nothing is lost, doubled or put into another order', () => {
  const any = fc.array(
    fc
      .record({
        line: fc.nat(3),
        message: fc.constantFrom('a', 'b'),
        path: fc.constantFrom('x', '__proto__'),
      })
      .map(({ line, ...over }) => diagnostic(over, line)),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(any, any, (after, before) => {
      const { introduced, preexisting } = introducedBy(after, before);
      for (const part of [introduced, preexisting])
        expect(part).toEqual(after.filter(item => part.includes(item)));
      expect(introduced.length + preexisting.length).toBe(after.length);
      expect(introducedBy(after, after).introduced).toEqual([]);
      expect(preexisting.length).toBeLessThanOrEqual(before.length);
    }),
  );
});
