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
