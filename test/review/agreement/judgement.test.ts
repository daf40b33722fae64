import { describe, expect, test } from 'vitest';
import { digest } from '../../../src/catalog/judged-part.ts';
import type { PatternFacts } from '../../../src/catalog/pattern-facts.ts';
import { questionFor } from '../../../src/catalog/questions.ts';
import type { Inspection } from '../../../src/inspection/inspect.ts';
import { agreesTo, judgementsOf, knownOf } from '../../../src/review/agreement/judgement.ts';
import type { SharedSignOffs, SignOffs } from '../../../src/review/agreement/sign-offs.ts';
import type { SignOff } from '../../../src/review/comment-state.ts';
import { allRules } from '../../../src/rules/all-rules.ts';
import { isWaivable } from '../../../src/rules/waivable.ts';

const place = { category: 'ml/optimization', slug: 'caching' };
const part = (of: string) => ({ digest: of, place: null });
const [rule = ''] = allRules.filter(isWaivable).map(({ id }) => id);
const [unwaivable = ''] = allRules.filter(one => !isWaivable(one)).map(({ id }) => id);
const reason = 'It is older.';
const waiver = (over: object = {}) => ({ rule, reason, pointer: '/waivers/0', range: {}, ...over });

const pattern = (over: object = {}): PatternFacts =>
  ({
    path: 'patterns/ml/optimization/caching/README.md',
    place,
    fingerprint: 'ML-OPT-001',
    level: 'accepted',
    waivers: [],
    judged: { whole: part('whole'), known: { performance: part('measured') } },
    ...over,
  }) as unknown as PatternFacts;

const metric = (name: string, over: object = {}) => ({
  name,
  requirement: 'Good',
  rules: [],
  maintainer: true,
  ...over,
});
type Given = { metrics?: object[]; before?: PatternFacts[]; folders?: string[]; others?: object[] };

const inspection = (
  now: PatternFacts,
  {
    metrics = [metric('Performance')],
    before = [],
    folders = ['patterns/ml/optimization/caching'],
    others = [],
  }: Given = {},
): Inspection =>
  ({
    files: [...others, { kind: 'pattern', path: now.path, pattern: now }],
    before: before.map(old => ({ kind: 'pattern', path: old.path, pattern: old })),
    scope: { folders },
    policy: { qualityTable: { metrics } },
  }) as unknown as Inspection;

const signOffs = (over: Partial<SignOffs> = {}): SignOffs => ({
  previous: null,
  byKey: {},
  refused: [],
  approvers: [],
  seen: null,
  ...over,
});
const nobody: SharedSignOffs = [signOffs()];
const judged = (now: PatternFacts, given: Given = {}, all: SharedSignOffs = nobody) =>
  judgementsOf([inspection(now, given)], all);
const keysOf = (...args: Parameters<typeof judged>): string[] => judged(...args).map(({ key }) => key);

const partOf = (name: string, of: string): string => {
  const { requirement } = metric(name);
  return digest([requirement, questionFor({ name, requirement }), of]);
};

describe('what is to be judged', () => {
  test('is each metric that asks a person, and each waiver, of a pattern that is proposed as accepted', () => {
    const metrics = [metric('Performance'), metric('Clarity'), metric('Links', { maintainer: false })];
    const now = pattern({ waivers: [waiver()] });
    expect(judged(now, { metrics })).toEqual([
      {
        key: 'ML-OPT-001 performance',
        part: partOf('Performance', 'measured'),
        pattern: now,
        about: { kind: 'metric', metric: metrics[0] },
        agreed: null,
        lapsed: null,
      },
      expect.objectContaining({ key: 'ML-OPT-001 clarity', part: partOf('Clarity', 'whole') }),
      {
        key: `ML-OPT-001 waiver ${rule}`,
        part: digest([rule, reason]),
        pattern: now,
        about: { kind: 'waiver', waiver: now.waivers[0] },
        agreed: null,
        lapsed: null,
      },
    ]);
  });

  test('is nothing of a draft, of a folder that is not touched, or of another file', () => {
    expect(keysOf(pattern({ level: 'draft' }))).toEqual([]);
    expect(keysOf(pattern(), { folders: ['patterns/ml/optimization/other'] })).toEqual([]);
    expect(keysOf(pattern(), { others: [{ kind: 'other', path: 'x' }] })).toHaveLength(1);
  });

  test('is no waiver of what cannot be waived, without a reason, or a second one of the same', () => {
    const waivers = [
      waiver({ rule: unwaivable }),
      waiver({ reason: ' ' }),
      waiver(),
      waiver({ reason: 'Another.' }),
    ];
    const asked = judged(pattern({ waivers }), { metrics: [] });
    expect(asked.map(({ part }) => part)).toEqual([digest([rule, reason])]);
  });

  test('is not asked again of what was accepted as it is', () => {
    const before = [pattern({ waivers: [waiver()] })];
    const metrics = [metric('Performance'), metric('Clarity')];
    expect(keysOf(pattern({ waivers: [waiver()] }), { before, metrics })).toEqual([]);
    const changed = pattern({ judged: { whole: part('new'), known: { performance: part('measured') } } });
    expect(keysOf(changed, { before, metrics })).toEqual(['ML-OPT-001 clarity']);
    const other = pattern({ waivers: [waiver({ reason: 'Another.' })] });
    expect(keysOf(other, { before, metrics })).toEqual([`ML-OPT-001 waiver ${rule}`]);
  });

  test('is asked where what was there before was a draft, another pattern or no pattern', () => {
    expect(keysOf(pattern(), { before: [pattern({ level: 'draft' })] })).toHaveLength(1);
    expect(keysOf(pattern(), { before: [pattern({ fingerprint: 'ML-OPT-002' })] })).toHaveLength(1);
    const given = inspection(pattern());
    const files = [{ kind: 'other', path: 'x' }];
    expect(judgementsOf([{ ...given, before: files } as unknown as Inspection], nobody)).toHaveLength(1);
    expect(judgementsOf([given, given], nobody)).toHaveLength(2);
  });

  test('the pattern is known by its fingerprint, also after a move, and else by its place', () => {
    const moved = pattern({ path: 'patterns/ml/serving/caching/README.md' });
    expect(keysOf(moved, { before: [pattern()] })).toEqual([]);
    const unnamed = (fingerprint: string | null) => keysOf(pattern({ fingerprint }));
    const byPlace = `${digest([pattern().path])} performance`;
    expect(unnamed(null)).toEqual([byPlace]);
    expect(unnamed('none')).toEqual([byPlace]);
    expect(unnamed(`ML-OPT-001${'1'.repeat(31)}`)).toEqual([byPlace]);
  });
});

test.each([
  ['performance', 'performance'],
  ['Two  Words!', `two-words--${digest(['Two  Words!']).slice(0, 4)}`],
  ['Ünïcode', `-n-code-${digest(['Ünïcode']).slice(0, 4)}`],
  ['p99', 'p99'],
  ['a'.repeat(40), 'a'.repeat(40)],
  ['a'.repeat(41), `${'a'.repeat(40)}-${digest(['a'.repeat(41)]).slice(0, 4)}`],
])('the box of the metric %s is called %s', (name, slug) => {
  expect(keysOf(pattern(), { metrics: [metric(name)] })).toEqual([`ML-OPT-001 ${slug}`]);
});

describe('who has agreed', () => {
  const key = 'ML-OPT-001 performance';
  const now = partOf('Performance', 'measured');
  const word = (by: string, how: SignOff['how'], of = now): SignOff => ({ by, part: of, how });
  const stateOf = (...byKey: SignOff[]) => {
    const [judgement] = judged(pattern(), {}, [signOffs({ byKey: { [key]: byKey } })]);
    return { agreed: judgement?.agreed, lapsed: judgement?.lapsed };
  };

  test('is the last to agree to what stands there', () => {
    const [one, two] = [word('grace', 'tick'), word('bob', 'review')];
    expect(stateOf(one, two)).toEqual({ agreed: two, lapsed: null });
    expect(stateOf(one, word('bob', 'tick', 'old'))).toEqual({ agreed: one, lapsed: null });
  });

  test('is nobody where that has changed or was withdrawn; then the last is told', () => {
    const old = word('grace', 'tick', 'old');
    expect(stateOf(word('bob', 'tick', 'older'), old)).toEqual({ agreed: null, lapsed: old });
    const withdrawn = word('grace', 'withdrawn');
    expect(stateOf(withdrawn)).toEqual({ agreed: null, lapsed: withdrawn });
    expect(stateOf()).toEqual({ agreed: null, lapsed: null });
  });

  test('is whoever approves the head, to everything on it', () => {
    const [judgement] = judged(pattern(), {}, [signOffs({ approvers: ['grace', 'bob'] })]);
    expect(judgement?.agreed).toEqual(word('bob', 'review'));
    const known = knownOf(signOffs({ approvers: ['grace', 'bob'] }), key, now);
    expect(known).toEqual([word('grace', 'review'), word('bob', 'review')]);
  });

  test('is nobody of whom only a word of every object tells', () => {
    for (const name of ['constructor', '__proto__', 'toString'])
      expect(knownOf(signOffs(), name, now)).toEqual([]);
  });
});

describe('a waiver', () => {
  const key = `ML-OPT-001 waiver ${rule}`;
  const agreed = (by: string): SignOff => ({ by, part: digest([rule, reason]), how: 'tick' });
  const [asking] = pattern({ waivers: [waiver()] }).waivers;
  const agreesWith = (...all: SignOffs[]): boolean => {
    const [own = signOffs(), ...others] = all;
    return asking !== undefined && agreesTo([own, ...others])(pattern(), asking);
  };

  test('counts when somebody agrees to it as it stands, in this pull request or another of the head', () => {
    const yes = signOffs({ byKey: { [key]: [agreed('grace')] } });
    expect(agreesWith(yes)).toBe(true);
    expect(agreesWith(signOffs(), yes)).toBe(true);
    expect(agreesWith(signOffs(), signOffs())).toBe(false);
    expect(agreesWith(signOffs({ byKey: { [key]: [{ ...agreed('grace'), part: 'old' }] } }))).toBe(false);
  });

  test('names who agreed elsewhere; a metric does not', () => {
    const elsewhere = signOffs({
      byKey: {
        [key]: [agreed('grace')],
        'ML-OPT-001 performance': [{ by: 'grace', part: partOf('Performance', 'measured'), how: 'tick' }],
      },
    });
    const all = judged(pattern({ waivers: [waiver()] }), {}, [signOffs(), elsewhere]);
    expect(all.map(({ agreed }) => agreed?.by ?? null)).toEqual([null, 'grace']);
  });

  test('nobody agrees to any more tells who did in this pull request', () => {
    const lapsed = { ...agreed('bob'), part: 'old' };
    const own = signOffs({ byKey: { [key]: [lapsed] } });
    const other = signOffs({ byKey: { [key]: [{ ...agreed('eve'), part: 'old' }] } });
    const [judgement] = judged(pattern({ waivers: [waiver()] }), { metrics: [] }, [own, other]);
    expect(judgement).toMatchObject({ agreed: null, lapsed });
  });
});
