import { describe, expect, test } from 'vitest';
import { differenceOf, isEmpty } from '../../src/review/difference.ts';
import { ownLabels } from '../../src/review/labels.ts';
import type { PullRequestSnapshot } from '../../src/review/snapshot.ts';
import { cachingDraft, cachingPath } from '../../src/rules/examples/example.ts';
import { ownComment, reviewOf, snapshotOf, taxonomy } from './situation.ts';

const after = { [cachingPath]: cachingDraft };
const review = reviewOf({}, after);
const at = '2026-11-24T12:00:00Z';
const isOwn = ownLabels([{ ...taxonomy, frameworks: [...taxonomy.frameworks, { id: 'jax', title: 'JAX' }] }]);
const difference = (changes: Partial<PullRequestSnapshot>) =>
  differenceOf(snapshotOf({}, after, changes), review, 'pr-12:abc', isOwn);

const written: Partial<PullRequestSnapshot> = {
  comments: [ownComment(review.comment ?? '')],
  checkRun: { id: 'CR_1', externalId: 'pr-12:abc', completed: true },
  labels: ['ml/optimization', 'pattern:new', 'review:ready', 'good first issue'],
};

test('on a fresh pull request everything is written', () => {
  const { checkRun, comment, addLabels } = difference({});
  expect(checkRun?.externalId).toBe('pr-12:abc');
  expect(comment).toMatchObject({ kind: 'add' });
  expect(addLabels.map(label => label.name)).toEqual(['ml/optimization', 'pattern:new', 'review:ready']);
});

test('what is there already is not written again', () => {
  expect(isEmpty(difference(written))).toBe(true);
});

test('a run that never got to its end is written anew', () => {
  expect(
    difference({ ...written, checkRun: { id: 'CR_1', externalId: 'pr-12:abc', completed: false } }).checkRun,
  ).not.toBeNull();
});

test('an edited comment is put right, a second own one removed', () => {
  const comments = [ownComment('ticked'), ownComment(review.comment ?? '', { id: 'IC_2' })];
  expect(difference({ ...written, comments })).toMatchObject({
    comment: { kind: 'update', id: 'IC_1' },
    deleteComments: ['IC_2'],
  });
});

test('what the notes on GitHub say as well is no reason to write, anything behind it is', () => {
  const body = review.comment ?? '';
  const later = body.replace('"told":null', '"told":"ready"');
  expect(later).not.toBe(body);
  expect(difference({ ...written, comments: [ownComment(later)] }).comment).toBeNull();
  for (const edited of [`${later}\nApproved`, later.replace('"seen":null', '"seen":"x"')])
    expect(difference({ ...written, comments: [ownComment(edited)] }).comment).not.toBeNull();
});

describe('labels', () => {
  test('only own ones are removed', () => {
    const labels = [
      ...(written.labels ?? []),
      'ml/serving',
      'pattern:removed',
      'framework:jax',
      'bug',
      'ml/unknown',
    ];
    expect(difference({ ...written, labels }).removeLabels).toEqual([
      'ml/serving',
      'pattern:removed',
      'framework:jax',
    ]);
  });

  test('a label that a person took off stays off, one that a person put on stays on', () => {
    const labelActs = {
      'pattern:new': { actor: 'grace', added: false, at },
      'framework:jax': { actor: 'grace', added: true, at },
    };
    const labels = ['ml/optimization', 'review:ready', 'framework:jax'];
    expect(difference({ ...written, labels, labelActs })).toMatchObject({ addLabels: [], removeLabels: [] });
  });

  test('our own earlier acts bind nobody', () => {
    const labelActs = { 'pattern:new': { actor: 'pattern-librarian[bot]', added: false, at } };
    expect(
      difference({ ...written, labels: ['ml/optimization', 'review:ready'], labelActs }).addLabels,
    ).toHaveLength(1);
  });

  test('in whatever case the repository spells it', () => {
    const labels = ['ml/optimization', 'Pattern:New', 'review:ready', 'Pattern:Removed'];
    expect(difference({ ...written, labels })).toMatchObject({
      addLabels: [],
      removeLabels: ['Pattern:Removed'],
    });
  });

  describe('of the state', () => {
    const labels = [...(written.labels ?? []), 'review:approved'];
    const put = (actor: string) => ({ 'review:approved': { actor, added: true, at } });
    const removed = (actor: string) => difference({ ...written, labels, labelActs: put(actor) }).removeLabels;

    test('a person’s act stands, and not the author’s: nobody signs off their own work', () => {
      expect(removed('grace')).toEqual([]);
      expect(removed('ada')).toEqual(['review:approved']);
    });

    test('until the state changes: a stale “approved” would mislead', () => {
      const wrong = { [cachingPath]: cachingDraft.replace('ML-OPT-008', 'nonsense') };
      const later = reviewOf({}, wrong, { ...written, labels, labelActs: put('grace') });
      const snapshot = snapshotOf({}, wrong, { ...written, labels, labelActs: put('grace') });
      expect(differenceOf(snapshot, later, 'pr-12:abc', isOwn).removeLabels).toEqual([
        'review:ready',
        'review:approved',
      ]);
    });
  });

  test('a review that says nothing of labels leaves them', () => {
    const fault = { ...review, labels: null };
    expect(differenceOf(snapshotOf({}, after, written), fault, 'pr-12:abc', isOwn)).toMatchObject({
      addLabels: [],
      removeLabels: [],
    });
  });
});

test('over what a later release remembers nothing is written; the check is written all the same', () => {
  const later = (review.comment ?? '').replace(
    '<!-- pattern-librarian:state {',
    '<!-- pattern-librarian:state {"version":99,',
  );
  const found = difference({ ...written, comments: [ownComment(later)], checkRun: null });
  expect(found).toMatchObject({ comment: null, note: null, minimize: [], deleteComments: [] });
  expect(found.checkRun).not.toBeNull();
  // A stranger who edits the comment is no later release.
  const edited = ownComment(later, {
    revisions: [
      { id: 'E2', editor: 'mallory', kind: 'person', text: later },
      { id: 'E1', editor: 'app', kind: 'own', text: review.comment ?? '' },
    ],
  });
  expect(difference({ ...written, comments: [edited] }).comment).toMatchObject({ kind: 'update' });
});
