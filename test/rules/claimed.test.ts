import { expect, test } from 'vitest';
import type { Claim } from '../../src/catalog/claim.ts';
import { checkFiles, type Files } from '../inspection/check-files.ts';
import { batching, caching, draft, readme } from './findings-of.ts';

const path = readme('prediction-caching');
const folder = 'patterns/ml/optimization/prediction-caching';
const files = { [path]: draft(caching) };

/** What another pull request takes; nothing of it is ours unless a test says so. */
const claim = (over: Partial<Claim> = {}): Claim => ({
  number: 14,
  fingerprint: 'ML-OPT-020',
  name: 'Something Else',
  folder: 'patterns/ml/optimization/something-else',
  ...over,
});

function found(ruleId: string, claims: readonly Claim[] | undefined, after: Files = files, base: Files = {}) {
  const { diagnostics, faults } = checkFiles({ files: after, base, ...(claims && { claims }) });
  expect(faults).toEqual([]);
  return diagnostics
    .filter(item => item.ruleId === ruleId)
    .map(
      ({ severity, path, range, message }) =>
        `${severity} ${path.slice(25)}:${range.start.line}:${range.start.column} ${message}`,
    );
}

test('each key is told where it stands, and the next free fingerprint is nobody’s', () => {
  const claims = [
    claim({ fingerprint: 'ML-OPT-008', name: 'prediction-caching', folder }),
    claim({ number: 15, fingerprint: 'ML-OPT-001' }),
  ];
  const keeps = 'is also taken by `#14`, which is open. Whoever merges first keeps it;';
  const at = 'prediction-caching/README.md';
  expect(found('claimed', claims)).toEqual([
    `warning ${at}:1:1 The folder \`${folder}\` ${keeps} the other needs another folder.`,
    `warning ${at}:2:14 \`ML-OPT-008\` ${keeps} the next free one is \`ML-OPT-002\`.`,
    `warning ${at}:3:7 The name \`Prediction Caching\` ${keeps} the other needs a name that says what is different.`,
  ]);
});

test('several others are named once each, in order', () => {
  const claims = [16, 9, 16].map(number => claim({ number, fingerprint: 'ML-OPT-008' }));
  expect(found('claimed', claims)).toEqual([
    'warning prediction-caching/README.md:2:14 `ML-OPT-008` is also taken by `#9` and `#16`, which are open. Whoever merges first keeps it; the next free one is `ML-OPT-001`.',
  ]);
});

test('only those that were opened later are sent elsewhere: if all moved, they would meet again', () => {
  const told = (number: number): string[] => {
    const claims = [9, 16].map(number => claim({ number, fingerprint: 'ML-OPT-008' }));
    return checkFiles({ files, base: {}, claims }, undefined, number)
      .diagnostics.filter(({ ruleId }) => ruleId === 'claimed')
      .map(({ message }) => message.replace(/.*Whoever/, 'Whoever'));
  };
  expect(told(8)).toEqual(['Whoever merges first keeps it.']);
  expect(told(12)).toEqual(['Whoever merges first keeps it; the next free one is `ML-OPT-001`.']);
  expect(told(17)).toEqual(['Whoever merges first keeps it; the next free one is `ML-OPT-002`.']);
});

test.each<[string, Partial<Claim>]>([
  ['other keys', {}],
  ['nothing that can be read', { fingerprint: null, name: null }],
  ['the same name in another domain', { name: 'Prediction Caching', folder: 'patterns/web/a/b' }],
])('nothing is said of a pull request that takes %s', (_, over) => {
  expect(found('claimed', [claim(over)])).toEqual([]);
});

test('what a pattern had before the change is its own, whoever else touches it; only what is new is told', () => {
  const claims = [claim({ fingerprint: 'ML-OPT-008', name: 'Prediction Caching', folder })];
  expect(found('claimed', claims, files, files)).toEqual([]);
  const renumbered = { [path]: draft({ ...caching, fingerprint: 'ML-OPT-021' }) };
  expect(found('claimed', [claim({ fingerprint: 'ML-OPT-021' })], renumbered, files)).toHaveLength(1);
  // A folder whose README cannot be listed is somebody's as well.
  expect(found('claimed', [claim({ folder })], files, { [path]: '# Broken\n' })).toEqual([]);
});

test('a pattern that says nothing of itself takes no more than its folder', () => {
  const silent = { [path]: draft({ category: 'ml/optimization' }) };
  expect(found('claimed', [claim({ fingerprint: null, name: null })], silent)).toEqual([]);
  expect(found('claimed', [claim({ fingerprint: null, name: null, folder })], silent)).toHaveLength(1);
});

test('when the claims are not known, the rule is listed as not checked', () => {
  expect(checkFiles({ files, base: {} }).notChecked).toEqual(['claimed']);
  expect(checkFiles({ files, base: {}, claims: [] }).notChecked).toEqual([]);
  expect(checkFiles({ files, claims: [] }).notChecked).toContain('claimed');
});

test('a newcomer is not sent to a fingerprint that another pull request takes', () => {
  const both = { ...files, [readme('dynamic-batching')]: draft({ ...batching, fingerprint: 'ML-OPT-008' }) };
  const claims = [claim({ fingerprint: 'ML-OPT-001' })];
  const unknown = found('fingerprint-unique', undefined, both, files);
  expect(unknown.join()).toContain('keeps `ML-OPT-007`');
  const other = {
    ...files,
    [readme('other')]: draft({ fingerprint: 'ML-OPT-008', name: 'Other', category: 'ml/optimization' }),
  };
  expect(found('fingerprint-unique', [], other, files).join()).toContain(
    'The next free one is `ML-OPT-001`.',
  );
  expect(found('fingerprint-unique', claims, other, files).join()).toContain(
    'The next free one is `ML-OPT-002`.',
  );
});
