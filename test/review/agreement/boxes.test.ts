import { expect, test } from 'vitest';
import { boxesIn } from '../../../src/review/agreement/boxes.ts';

const box = '- [x] **Performance** at `1a2b` <!-- box ML-OPT-008 performance -->';

test('boxes are read with their keys, ticked or not, among other lines', () => {
  const body = [
    '# Title',
    box,
    '',
    '  * [ ] Other <!-- box other -->',
    '+ [X] Third <!-- box third -->  ',
    'end',
  ];
  expect([...boxesIn(body.join('\n'))]).toEqual([
    ['ML-OPT-008 performance', true],
    ['other', false],
    ['third', true],
  ]);
});

test.each([
  ['no list item', box.slice(2)],
  ['words before it', `x ${box}`],
  ['no box', box.replace('[x] ', '')],
  ['two marks', box.replace('[x]', '[xx]')],
  ['another mark', box.replace('[x]', '[y]')],
  ['no space behind the mark', box.replace('[x] ', '[x]')],
  ['no space before the box', box.replace('- ', '-')],
  ['no text between', '- [x]<!-- box a -->'],
  ['no key', '- [x] a <!-- box  -->'],
  ['a key that is too long', `- [x] a <!-- box ${'k'.repeat(301)} -->`],
  ['something behind it', `${box} x`],
  ['another comment', box.replace('box', 'state')],
])('what looks like one is none: %s', (_, line) => {
  expect(boxesIn(line).size).toBe(0);
});

test('a key may be long, and the last of two boxes with one key counts', () => {
  const key = 'k'.repeat(300);
  const body = `- [ ] a <!-- box ${key} -->\n- [x] b <!-- box ${key} -->`;
  expect([...boxesIn(body)]).toEqual([[key, true]]);
});
