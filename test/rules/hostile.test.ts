import { expect, test } from 'vitest';
import { checkFiles } from '../inspection/check-files.ts';
import { caching, draft, readme } from './findings-of.ts';

const path = readme('prediction-caching');
const lines = (unit: string): string =>
  Array(20)
    .fill(unit.repeat(Math.floor(4_800 / unit.length)))
    .join('\n');

/** Rules run in the main process: on whatever the parser lets through they must end, and soon. */
test.each([
  ['emphasis within emphasis', `# ${'*a '.repeat(900)}${'a* '.repeat(900)}`],
  ['strong within strong', `${'**a '.repeat(450)}${'a** '.repeat(450)}`],
  ['quotes within lists', `${'> - '.repeat(20)}[a](b)`],
  [
    'lists within lists',
    Array.from({ length: 38 }, (_, index) => `${' '.repeat(index * 2)}- [ML-OPT-001](x)`).join('\n'),
  ],
  ['open tags', `<div>\n${lines("<a href='")}`],
  ['keys without values', `<div>\n<a ${lines('href = ')}`],
  ['comments never closed', `<div>\n${lines('<!-- ')}`],
  ['ids never closed', `<div>\n${lines(' id="')}`],
  ['links in HTML', `<div>\n${lines('<a href="x">')}`],
  ['headings', '## a b c d e f\n\n'.repeat(5_000)],
  ['words that look like a missing section', '## Trade\n\n'.repeat(5_000)],
  ['characters that turn the direction', lines('x\u202e')],
])('%s', (_, body) => {
  const { diagnostics, faults } = checkFiles({
    files: { [path]: draft({ ...caching, status: 'accepted' }, body) },
  });
  expect(faults).toEqual([]);
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(diagnostics.length).toBeLessThan(5_000);
});
