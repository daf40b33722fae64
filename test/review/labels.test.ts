import { describe, expect, test } from 'vitest';
import type { Taxonomy } from '../../src/catalog/taxonomy.generated.ts';
import type { Inspection } from '../../src/inspection/inspect.ts';
import { decisionOn, labelsFor, ownLabels } from '../../src/review/labels.ts';
import type { PullRequestSnapshot } from '../../src/review/snapshot.ts';
import type { Turn } from '../../src/review/turn.ts';

const taxonomy = {
  categories: [
    { id: 'ml/serving', color: 'aaaaaa', description: 'Serves.' },
    { id: 'ml/optimization', color: 'bbbbbb', description: '🧠'.repeat(101) },
  ],
  frameworks: [
    { id: 'jax', title: 'JAX' },
    { id: 'PyTorch', title: 'x'.repeat(101) },
  ],
} as unknown as Taxonomy;

const change = (kind: string, frameworks: string[] | null = null, category = 'ml/optimization') => ({
  folder: `patterns/${category}/caching`,
  kind,
  pattern: frameworks && { frameworks },
});
const labels = (changes: object[], state: Turn['state'] = 'unfinished', withheld: string[] = []) =>
  labelsFor(
    [{ policy: { taxonomy }, scope: { domain: 'ml' }, changes } as unknown as Inspection],
    { state } as Turn,
    new Set(withheld),
  );

const category = {
  name: 'ml/optimization',
  color: 'bbbbbb',
  description: '🧠'.repeat(100),
  because: 'a pattern’s folder is in it',
};

describe('wanted is', () => {
  test.each([
    ['new', 'pattern:new', '0b6e12', 'Adds a pattern'],
    ['changed', 'pattern:changed', '1d76db', 'Changes a pattern'],
    ['moved', 'pattern:changed', '1d76db', 'Changes a pattern'],
    ['removed', 'pattern:removed', 'b60205', 'Removes a pattern'],
  ])('what has become of a pattern, and its category: %s', (kind, name, color, description) => {
    expect(labels([change(kind)])).toEqual([
      category,
      { name, color, description, because: `a pattern is ${kind}` },
    ]);
  });

  test.each([
    ['needs-work', 'e99695', 'The author has something to fix', 'something is to be fixed'],
    ['ready', 'c2e0c6', 'Waits for a maintainer', 'nothing is left for the author'],
    [
      'approved',
      '0b6e12',
      'Checked, and approved by a person',
      'the machine has nothing to say, and a person agrees to all of it',
    ],
  ] as const)('the state, where there is a pattern: %s', (state, color, description, because) => {
    expect(labels([change('new')], state).at(-1)).toEqual({
      name: `review:${state}`,
      color,
      description,
      because,
    });
    expect(labels([], state)).toEqual([]);
  });

  test.each(['unfinished', 'founding'] as const)('no state, where nobody is to review yet: %s', state => {
    const names = labels([change('new')], state).map(({ name }) => name);
    expect(names).toEqual(['ml/optimization', 'pattern:new']);
  });

  test('each framework that the taxonomy knows, with as much of its title as GitHub takes', () => {
    const named = labels([change('new', ['jax', 'unknown', 'PyTorch'])]).slice(2);
    const [color, because] = ['5319e7', 'the front matter names it'];
    expect(named).toEqual([
      { name: 'framework:jax', color, description: 'JAX', because },
      { name: 'framework:PyTorch', color, description: 'x'.repeat(100), because },
    ]);
  });

  test('each once, and none of a category that the taxonomy does not know', () => {
    const names = labels([change('new'), change('removed', [], 'ml/none'), change('new')]).map(
      ({ name }) => name,
    );
    expect(names).toEqual(['ml/optimization', 'pattern:new', 'pattern:removed']);
  });
});

test('of a domain that is withheld, nothing of its own becomes a label', () => {
  const names = labels([change('new', ['jax'])], 'unfinished', ['ml']).map(({ name }) => name);
  expect(names).toEqual(['pattern:new']);
});

describe('a person’s act', () => {
  type Act = { actor: string | null; added: boolean; at: string };
  const act = (actor: string | null, at = '2026-01-02'): Act => ({ actor, added: true, at });
  const decision = (
    acts: Record<string, Act>,
    actsVoidUntil: string | null = null,
    stateActsVoidUntil: string | null = null,
  ) =>
    decisionOn(
      {
        labelActs: acts,
        repository: { viewer: 'app' },
        author: 'ada',
        siblings: [{ author: 'bob' }],
      } as unknown as PullRequestSnapshot,
      { actsVoidUntil, stateActsVoidUntil },
    );

  test('stands in whatever case, and is none where there was none or it was ours', () => {
    const acts = { bug: act('grace'), ours: act('app[bot]') };
    expect(decision(acts)('BUG')).toEqual(act('grace'));
    expect(['ours', 'none', 'constructor'].map(decision(acts))).toEqual([null, null, null]);
  });

  test('on the state of their own work is not an author’s; on other labels it is', () => {
    for (const actor of ['ada', 'bob']) {
      expect(decision({ 'review:ready': act(actor) })('review:ready')).toBeNull();
      expect(decision({ bug: act(actor) })('bug')).toEqual(act(actor));
    }
    for (const actor of ['grace', null])
      expect(decision({ 'review:ready': act(actor) })('Review:Ready')).toEqual(act(actor));
  });

  test.each([
    ['2026-01-01', true],
    ['2026-01-02', false],
    ['2026-01-03', false],
  ])('stands unless it was before what it was about has changed: %s', (voidUntil, stands) => {
    const acts = { bug: act('grace'), 'review:ready': act('grace') };
    const isThere = (found: Act | null) => found !== null;
    expect(isThere(decision(acts, voidUntil)('bug'))).toBe(stands);
    expect(isThere(decision(acts, null, voidUntil)('review:ready'))).toBe(stands);
    expect(isThere(decision(acts, null, voidUntil)('bug'))).toBe(true);
    expect(isThere(decision(acts, voidUntil)('review:ready'))).toBe(true);
  });
});

test('the App’s own labels are those of changes, states, categories and frameworks, in whatever case', () => {
  const isOwn = ownLabels([taxonomy]);
  const own = [
    'pattern:new',
    'Pattern:Removed',
    'review:approved',
    'ML/serving',
    'framework:pytorch',
    'framework:JAX',
  ];
  expect(own.map(isOwn)).toEqual(own.map(() => true));
  expect(['bug', 'jax', 'ml/none', 'pattern:moved', ''].map(isOwn)).toEqual([
    false,
    false,
    false,
    false,
    false,
  ]);
});
