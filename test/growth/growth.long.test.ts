import { expect, test } from 'vitest';
import { markdownFamily } from './family.ts';
import { looks } from './looks.ts';
import { tooSlow } from './too-slow.ts';

/** Small, for there are a thousand texts; `node test/growth/main.ts` looks at larger ones. */
const sizes = { all: 2_000, few: 6_000, many: 24_000 };

test.each(await looks())('the time that $name takes grows with its length', { timeout: 900_000 }, one => {
  expect(tooSlow(one.family, one.look, sizes)).toEqual([]);
});

test('what is quadratic in one of them is found', () => {
  const family = markdownFamily().slice(0, 9);
  const look = (text: string): void => {
    const times = text.startsWith('***') ? text.length : 400;
    let sum = 0;
    for (let time = 0; time < times; time += 1) for (const one of text) sum += one.length;
    expect(sum).toBeGreaterThan(0);
  };
  expect(tooSlow(family, look, sizes)).toHaveLength(1);
});
