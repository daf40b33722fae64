import { expect, test } from 'vitest';
import { partsOf, whyNotLinear } from './analyse.ts';
import { isException } from './exceptions.ts';
import { programRegexes } from './program-regexes.ts';

/** `npx vitest run --mode long test/regexes -u` writes the list anew; what is not in it, the short suite analyses each time. */
test('the list of linear expressions is what an analysis of all of them gives', {
  timeout: 900_000,
}, async () => {
  const all = [...programRegexes().known].filter(expression => !isException(expression));
  const linear = all.filter(expression => whyNotLinear(...partsOf(expression)) === null);
  expect(all.filter(expression => !linear.includes(expression))).toEqual([]);
  await expect(`${linear.join('\n')}\n`).toMatchFileSnapshot('analysed.txt');
});
