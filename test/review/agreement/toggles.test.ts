import { expect, test } from 'vitest';
import { togglesIn } from '../../../src/review/agreement/toggles.ts';
import type { Revision } from '../../../src/review/snapshot.ts';

test.each(['constructor', 'toString', '__proto__'])('a box called %s belongs to no part', key => {
  const box = (mark: string): string => `- [${mark}] Agreed <!-- box ${key} -->\n`;
  const revisions: Revision[] = [
    { id: '2', kind: 'person', editor: 'grace', text: box('x') },
    { id: '1', kind: 'own', editor: 'app', text: box(' ') },
  ];
  expect(togglesIn(revisions, null)).toEqual([
    { key, ticked: true, editor: 'grace', kind: 'person', part: null },
  ]);
});

const boxes = (marks: Record<string, string>): string =>
  Object.entries(marks)
    .map(([key, mark]) => `- [${mark}] x <!-- box ${key} -->\n`)
    .join('');
const state = (parts: Record<string, string>): string =>
  `<!-- pattern-librarian:state ${JSON.stringify({ head: 'a', signOffs: {}, parts })} -->`;
const revision = (id: string, kind: Revision['kind'], text: string | null): Revision => ({
  id,
  kind,
  editor: kind === 'own' ? 'app' : `by-${id}`,
  text,
});
const own = revision('1', 'own', boxes({ a: ' ', b: 'x' }) + state({ a: 'part-a', b: 'part-b' }));

test('each text is compared with the one before it, oldest first, and a box belongs to what the page showed', () => {
  const revisions = [
    revision('3', 'bot', boxes({ a: 'x', b: ' ' })),
    revision('2', 'person', boxes({ a: 'x', b: 'x' })),
    own,
  ];
  expect(togglesIn(revisions, null)).toEqual([
    { key: 'a', ticked: true, editor: 'by-2', kind: 'person', part: 'part-a' },
    { key: 'b', ticked: false, editor: 'by-3', kind: 'bot', part: 'part-b' },
  ]);
});

test('what was seen before is not looked at again; an edit that is gone from the history begins anew', () => {
  const revisions = [
    revision('3', 'person', boxes({ a: ' ', b: 'x' })),
    revision('2', 'person', boxes({ a: 'x', b: 'x' })),
    own,
  ];
  const keys = (seen: string | null): boolean[] => togglesIn(revisions, seen).map(({ ticked }) => ticked);
  expect(keys('2')).toEqual([false]);
  expect(keys('3')).toEqual([]);
  expect(keys('1')).toEqual([true, false]);
  expect(keys('gone')).toEqual([true, false]);
});

test('our own edits toggle nothing, and neither do boxes that were not there before', () => {
  const later = revision('2', 'own', boxes({ a: 'x', b: ' ', c: 'x' }));
  expect(togglesIn([later, own], null)).toEqual([]);
  expect(togglesIn([revision('2', 'person', boxes({ a: ' ', b: 'x', c: 'x' })), own], null)).toEqual([]);
});

test('nothing is known of a text that was deleted from the history, nor of the one after it', () => {
  const after = revision('3', 'person', boxes({ a: 'x', b: ' ' }));
  expect(togglesIn([after, revision('2', 'person', null), own], null)).toEqual([]);
  expect(togglesIn([after], null)).toEqual([]);
});

test('of two of our own texts the newer one before the edit says what a box belongs to', () => {
  const newer = revision('2', 'own', boxes({ a: ' ' }) + state({ a: 'newer' }));
  const [toggle] = togglesIn([revision('3', 'person', boxes({ a: 'x' })), newer, own], '2');
  expect(toggle?.part).toBe('newer');
  const [first] = togglesIn([newer, revision('2b', 'person', boxes({ a: 'x' })), own], null);
  expect(first?.part).toBe('part-a');
});

test('where none of our own texts is left, a box belongs to nothing that is known', () => {
  const revisions = [revision('2', 'person', boxes({ a: 'x' })), revision('1', 'person', boxes({ a: ' ' }))];
  expect(togglesIn(revisions, null)).toMatchObject([{ key: 'a', part: null }]);
});
