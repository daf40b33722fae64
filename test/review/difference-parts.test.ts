import { describe, expect, test } from 'vitest';
import { answersOnly, type Difference, differenceOf, isEmpty } from '../../src/review/difference.ts';
import type { Review } from '../../src/review/review.ts';
import type { PullRequestSnapshot } from '../../src/review/snapshot.ts';

/** Each part of a difference by itself; difference.test.ts has whole reviews. */

const snapshotWith = (over: object = {}): PullRequestSnapshot =>
  ({
    author: 'ada',
    siblings: [],
    repository: { viewer: 'app' },
    labels: [],
    labelActs: {},
    comments: [],
    notes: [],
    requests: [],
    checkRun: null,
    isLocked: false,
    ...over,
  }) as unknown as PullRequestSnapshot;

const reviewWith = (over: object = {}): Review =>
  ({
    checkRun: { conclusion: 'success', title: 'T', summary: 'S', annotations: [] },
    comment: null,
    labels: [],
    takeOff: [],
    answers: [],
    suggestions: [],
    note: null,
    ...over,
  }) as unknown as Review;

const difference = (review: object, snapshot: object = {}): Difference =>
  differenceOf(snapshotWith(snapshot), reviewWith(review), 'pr-1:a', name => name.startsWith('own'));

const answers = [
  { request: 'R1', body: 'Done.', reaction: 'THUMBS_UP' },
  { request: 'R2', body: null, reaction: 'CONFUSED' },
  { request: 'R3', body: 'Again.', reaction: 'CONFUSED' },
];
const requests = [
  { id: 'R1', isReplied: false },
  { id: 'R2', isReplied: false },
  { id: 'R3', isReplied: true },
];
const answered = {
  replies: ['Done.'],
  reactions: [
    { subject: 'R1', content: 'THUMBS_UP' },
    { subject: 'R2', content: 'CONFUSED' },
    { subject: 'R3', content: 'CONFUSED' },
  ],
};
const nothing = {
  checkRun: null,
  comment: null,
  deleteComments: [],
  addLabels: [],
  removeLabels: [],
  replies: [],
  reactions: [],
  minimize: [],
  note: null,
};

describe('commands', () => {
  test('are answered once each, and every one of them gets its reaction', () => {
    expect(difference({ answers }, { requests })).toMatchObject(answered);
  });

  test('are all that is answered where nothing is looked at; in a locked conversation nothing is', () => {
    const all = answers as unknown as Review['answers'];
    expect(answersOnly(snapshotWith({ requests }), all)).toEqual({ ...nothing, ...answered });
    expect(answersOnly(snapshotWith({ requests, isLocked: true }), all)).toEqual(nothing);
  });
});

describe('what is no news any more is hidden', () => {
  const suggestion = (id: string, outdated: boolean) => ({
    id,
    outdated,
    minimized: false,
    body: '<!-- pattern-librarian:fix 0123456789ab -->',
  });
  const note = (id: string, suggestions: object[] = []) => ({ id, body: '', minimized: false, suggestions });
  const notes = [note('N1', [suggestion('S1', true), suggestion('S2', false)]), note('N2')];
  const suggestions = [{ id: '0123456789ab' }];
  const label = { name: 'own', color: '', description: '', because: '' };

  test('all notes but the last, and suggestions that are outdated or not made any more', () => {
    expect(difference({ labels: [label], suggestions }, { notes }).minimize).toEqual(['N1', 'S1']);
    expect(difference({ labels: [label] }, { notes }).minimize).toEqual(['N1', 'S1', 'S2']);
  });

  test('the last note as well where another is sent, or nothing is left to tell of', () => {
    const all = ['N1', 'N2', 'S1'];
    const sent = { suggestions: [], state: 'ready' };
    expect(difference({ labels: [label], note: sent, suggestions }, { notes }).minimize).toEqual(all);
    expect(difference({ labels: [], suggestions }, { notes }).minimize).toEqual(all);
    expect(difference({ labels: [], note: sent, suggestions }, { notes }).minimize).toEqual(all);
  });

  test('nothing where nothing could be looked at', () => {
    expect(difference({ labels: null, suggestions }, { notes }).minimize).toEqual([]);
  });
});

test('where nothing could be looked at, only labels that would mislead are taken off', () => {
  const takeOff = ['review:ready'];
  const labels = ['own:a', 'Review:Ready', 'bug'];
  expect(difference({ labels: null, takeOff }, { labels }).removeLabels).toEqual(['Review:Ready']);
  expect(difference({ labels: [], takeOff }, { labels }).removeLabels).toEqual(['own:a']);
});

describe('in a locked conversation', () => {
  const note = { suggestions: [], state: 'ready' };
  const own = { id: 'C1', body: 'old', revisions: [] };

  test('nothing new is said', () => {
    const locked = difference({ comment: 'new', answers, note }, { requests, isLocked: true });
    expect(locked).toMatchObject({ comment: null, replies: [], reactions: [], note: null });
    expect(locked.checkRun).not.toBeNull();
  });

  test('what is there is put right', () => {
    const comment = { kind: 'update', id: 'C1', body: 'new' };
    expect(difference({ comment: 'new' }, { comments: [own], isLocked: true }).comment).toEqual(comment);
    expect(difference({ comment: null }, { comments: [own], isLocked: true }).comment).toBeNull();
    expect(difference({ comment: 'new', note }, { comments: [own] })).toMatchObject({ comment, note });
  });
});

test('no comment is wanted: none is written, also where one is there', () => {
  expect(difference({ comment: null }).comment).toBeNull();
  expect(
    difference({ comment: null }, { comments: [{ id: 'C1', body: 'x', revisions: [] }] }).comment,
  ).toBeNull();
});

test.each(Object.keys(nothing))('a difference with something in %s is not empty', part => {
  expect(isEmpty(nothing as Difference)).toBe(true);
  const something = Array.isArray(nothing[part as keyof typeof nothing]) ? ['x'] : { kind: 'add', length: 0 };
  expect(isEmpty({ ...nothing, [part]: something } as unknown as Difference)).toBe(false);
});
