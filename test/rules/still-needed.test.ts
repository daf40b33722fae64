import { describe, expect, test } from 'vitest';
import type { Files } from '../inspection/check-files.ts';
import { batching, caching, draft, findingsOf, readme } from './findings-of.ts';

const cachingPath = readme('prediction-caching');
const batchingPath = readme('dynamic-batching');
const servingPath = readme('gateway', 'serving');
const serving = { fingerprint: 'ML-SERV-001', name: 'Gateway', category: 'ml/serving' };
const relating = (keys: Record<string, string>, line: string): string =>
  draft(keys, `# A\n\n## Known uses and related\n\n- ${line}\n`);

const toCaching = 'requires [ML-OPT-008 Prediction Caching](../prediction-caching/): why';
/** Batching relates to caching and so links to it; the gateway only links. */
const base: Files = {
  [cachingPath]: draft(caching),
  [batchingPath]: relating(batching, toCaching),
  [servingPath]: draft(serving, '# A\n\nSee [caching](../../optimization/prediction-caching/README.md).\n'),
};
const without = (path: string): Files =>
  Object.fromEntries(Object.entries(base).filter(([other]) => other !== path));
const found = (after: Files, before = base): string[] => findingsOf('still-needed', after, before);

test('a removed pattern names those that relate to it and those that link to it', () => {
  expect(found(without(cachingPath))).toEqual([
    `${cachingPath}:1:1 \`ML-OPT-008\` (\`prediction-caching\`) is removed, and \`ML-OPT-007\` relates to it, and \`ML-SERV-001\` links to it. Change these in the same pull request, or keep it with \`status: deprecated\`.`,
  ]);
});

test('what nobody leads to may go, and what is changed in the same pull request counts as it will be', () => {
  expect(found(without(batchingPath))).toEqual([]);
  const changed = { [batchingPath]: draft(batching), [servingPath]: draft(serving) };
  expect(found(changed)).toEqual([]);
  const twin = { ...without(cachingPath), [batchingPath]: draft(batching) };
  expect(found(twin)).toHaveLength(1);
  expect(found({ ...base, [cachingPath]: draft(caching, '# Other words\n') })).toEqual([]);
});

test('a successor that is removed is missed by its predecessor', () => {
  const old = {
    [batchingPath]: draft({ ...batching, status: 'superseded', superseded_by: 'ML-OPT-008' }),
  };
  expect(found(old, { ...old, [cachingPath]: draft(caching) }).join()).toContain(
    '`ML-OPT-007` relates to it',
  );
});

describe('a move', () => {
  const moved = readme('answer-caching');
  const after = { ...without(cachingPath), [moved]: draft(caching) };

  test('names those that link to where it was, at its front matter', () => {
    expect(found(after)).toEqual([
      `${moved}:1:1 \`ML-OPT-008\` (\`prediction-caching\`) moves to \`patterns/ml/optimization/answer-caching\`, and \`ML-OPT-007\` and \`ML-SERV-001\` link to it. Let the links that lead to \`patterns/ml/optimization/prediction-caching\` lead there instead, in the same pull request.`,
    ]);
  });

  test('is fine when the links move along', () => {
    const along = Object.fromEntries(
      Object.entries(after).map(([path, text]) => [
        path,
        text.replace('/prediction-caching', '/answer-caching'),
      ]),
    );
    expect(found(along)).toEqual([]);
  });

  test('after which another pattern takes the folder misleads only those that name the fingerprint', () => {
    const another = draft({ fingerprint: 'ML-OPT-020', name: 'Another', category: 'ml/optimization' });
    const [finding, ...more] = found({ ...after, [cachingPath]: another });
    expect(more).toEqual([]);
    expect(finding).toContain('and `ML-OPT-007` links to it.');
  });

  test('in which two patterns change places is told of both', () => {
    const swapped = {
      ...base,
      [cachingPath]: relating(
        batching,
        'requires [ML-OPT-008 Prediction Caching](../dynamic-batching/): why',
      ),
      [batchingPath]: draft(caching),
    };
    expect(found(swapped)).toEqual([]);
    const third = readme('third');
    const more = { [third]: relating({ ...serving, category: 'ml/optimization' }, toCaching) };
    expect(found({ ...swapped, ...more }, { ...base, ...more })).toHaveLength(1);
  });
});

test('another fingerprint is not what others relate to; links still lead there', () => {
  const after = { ...base, [cachingPath]: draft({ ...caching, fingerprint: 'ML-OPT-021' }) };
  expect(found(after)).toEqual([
    `${cachingPath}:2:14 \`ML-OPT-008\` (\`prediction-caching\`) becomes \`ML-OPT-021\`, and \`ML-OPT-007\` relates to it. Put \`ML-OPT-008\` back.`,
  ]);
});

test('a README that is missing or broken while its folder stays is not a removal', () => {
  expect(found({ ...base, [cachingPath]: '# Broken\n' })).toEqual([]);
  expect(found({ ...without(cachingPath), [cachingPath.replace('README.md', 'notes.txt')]: '' })).toEqual([]);
});

test('of two that shared a fingerprint one may go, but not from under its links', () => {
  const twins = { ...base, [readme('twin')]: draft(caching) };
  expect(found(base, twins)).toEqual([]);
  const left = { ...without(cachingPath), [readme('twin')]: draft(caching) };
  expect(found(left, twins).join()).toContain('is removed, and `ML-OPT-007` and `ML-SERV-001` link to it');
});

test('of very many, the first ten are named', () => {
  const many = Object.fromEntries(
    Array.from({ length: 12 }, (_, index): [string, string] => {
      const number = String(index + 100);
      return [
        readme(`needs-${number}`),
        relating(
          { fingerprint: `ML-OPT-${number}`, name: `Needs ${number}`, category: 'ml/optimization' },
          toCaching,
        ),
      ];
    }),
  );
  const [finding] = found({ ...many }, { ...many, [cachingPath]: draft(caching) });
  expect(finding).toContain('`ML-OPT-109` and 2 more relate to it');
});
