import { describe, expect, test } from 'vitest';
import { batching, caching, draft, findingsOf, readme } from './findings-of.ts';

const path = readme('prediction-caching');
const other = readme('dynamic-batching');
const related = (keys: Record<string, string>, ...lines: string[]): string =>
  draft(keys, `# A\n\n## Known uses and related\n\n${lines.map(line => `- ${line}\n`).join('')}`);
const here = (kind: string, note = ''): string =>
  `${kind} [ML-OPT-007 Dynamic Batching](../dynamic-batching/)${note}`;
const there = (kind: string, note = ''): string =>
  `${kind} [ML-OPT-008 Caching](../prediction-caching/)${note}`;

/** What a rule says of the caching pattern when the two say this of each other. */
function found(rule: string, ours: string[], theirs: string[]): string[] {
  const files = { [path]: related(caching, ...ours), [other]: related(batching, ...theirs) };
  return findingsOf(rule, files)
    .filter(line => line.startsWith(`${path}:`))
    .map(line => line.slice(path.length + 1));
}

describe('relations-agree', () => {
  test.each([
    ['requires', 'requires'],
    ['refines', 'refines'],
    ['composes', 'composes'],
    ['requires', 'conflicts-with'],
    ['conflicts-with', 'requires'],
    ['requires', 'alternative-to'],
    ['alternative-to', 'requires'],
    ['mitigates', 'causes'],
    ['mitigated-by', 'causes'],
    ['causes', 'mitigates'],
    ['causes', 'mitigated-by'],
  ])('%s is contradicted by %s', (ours, theirs) => {
    expect(found('relations-agree', [here(ours)], [there(theirs)])).toEqual([
      `11:${ours.length + 4} \`ML-OPT-008\` \`${ours}\` \`ML-OPT-007\`, but \`ML-OPT-007\` \`${theirs}\` \`ML-OPT-008\`. Both cannot be; keep the one that is right.`,
    ]);
  });

  test.each([
    ['requires', 'composes'],
    ['requires', 'causes'],
    ['refines', 'composes'],
    ['causes', 'causes'],
    ['alternative-to', 'alternative-to'],
    ['alternative-to', 'composes'],
    ['conflicts-with', 'conflicts-with'],
    ['mitigates', 'mitigated-by'],
    ['mitigated-by', 'mitigates'],
    ['require', 'require'],
    ['constructor', '__proto__'],
  ])('%s agrees with %s', (ours, theirs) => {
    expect(found('relations-agree', [here(ours)], [there(theirs)])).toEqual([]);
  });

  test('a pattern may contradict itself', () => {
    expect(found('relations-agree', [here('requires'), here('conflicts-with')], [])).toEqual([
      '11:12 `ML-OPT-008` `requires` `ML-OPT-007`, but `ML-OPT-008` also `conflicts-with` it. Both cannot be; keep the one that is right.',
      '12:18 `ML-OPT-008` `conflicts-with` `ML-OPT-007`, but `ML-OPT-008` also `requires` it. Both cannot be; keep the one that is right.',
    ]);
    expect(found('relations-agree', [here('requires'), here('composes')], [])).toEqual([]);
  });

  test('patterns that are not there, and the pattern itself, contradict nothing', () => {
    const files = {
      [path]: related(caching, here('requires'), there('requires'), 'requires [ML-OPT-777 X](x)'),
    };
    expect(findingsOf('relations-agree', files)).toEqual([]);
    expect(findingsOf('relations-returned', files)).toEqual([]);
  });

  test('of two patterns with one fingerprint, whichever comes first in the folder is meant', () => {
    const twin = readme('a-twin');
    const files = {
      [path]: related(caching, here('requires')),
      [other]: related(batching, there('requires')),
      [twin]: related(batching),
    };
    const reversed = Object.fromEntries(Object.entries(files).reverse());
    expect(findingsOf('relations-agree', reversed)).toEqual(findingsOf('relations-agree', files));
  });
});

describe('relations-returned', () => {
  test.each([
    ['alternative-to', 'alternative-to'],
    ['conflicts-with', 'conflicts-with'],
    ['mitigates', 'mitigated-by'],
    ['mitigated-by', 'mitigates'],
  ])('%s wants %s in return', (ours, theirs) => {
    expect(found('relations-returned', [here(ours)], [there(theirs)])).toEqual([]);
    expect(found('relations-returned', [here(ours)], [there('causes')])).toEqual([
      `11:${ours.length + 4} \`ML-OPT-007\` does not say this in return. Add \`${theirs} [ML-OPT-008 …](…)\` to \`${other}\`.`,
    ]);
  });

  test.each(['requires', 'refines', 'composes', 'causes', 'toString'])('%s wants nothing', kind => {
    expect(found('relations-returned', [here(kind)], [])).toEqual([]);
  });
});

describe('alternative-condition', () => {
  test.each([
    [': when inputs rarely repeat', true],
    [' — choose it below a hundred requests a second', true],
    [', when *p* > 0.2', true],
    [':\n  when inputs\n  rarely repeat', true],
    ['', false],
    ['.', false],
    [': batching', false],
    [': see there', false],
  ])('%j', (note, isEnough) => {
    expect(found('alternative-condition', [here('alternative-to', note)], [])).toHaveLength(isEnough ? 0 : 1);
  });

  test('other relations need none', () => {
    expect(found('alternative-condition', [here('requires'), here('conflicts-with')], [])).toEqual([]);
  });
});
