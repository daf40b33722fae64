import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limits } from '../../src/pattern/limits.ts';
import { outlineOf } from '../../src/pattern/outline.ts';
import { visible } from '../../src/pattern/visible.ts';
import { checkFiles } from '../inspection/check-files.ts';
import { caching, draft, readme } from './findings-of.ts';

const path = readme('prediction-caching');
const titles = [...new Set([...outlineOf('ml/optimization'), ...outlineOf('ml/anti-patterns')])];

const block = fc.constantFrom(
  '**Use it when**',
  '**Benefits**\n\n-\n- a',
  '**Costs**:',
  '**The way back**',
  '**Who is affected**: nobody, because x.',
  '**Fairness assessment**: measured [B1].',
  '1. a\n2. b',
  '- a — b\n- Detect it by c',
  '- mitigated-by [ML-OPT-007 x](../y/)',
  '- Known use: a[^a]',
  '- Known use: none found; looked in b',
  'None, because none.',
  'One. Two. Three. Four.',
  'TODO robust, etc.[^b]',
  '[^a]: b',
  '[^b]: c, 2017, https://example.org',
  '```\nx',
  '```mermaid\na --> b\n```',
  '~~~yaml\na: [\n~~~',
  '> ```yaml',
  '```yml\n\ta\n---\n- &a *a\n```',
  '```json\n{\n```',
  '- ```yaml\n  "\n',
  '<!-- open',
  '<!-- evidence: x -->',
  '<!-- /evidence -->',
);
const section = fc
  .tuple(fc.constantFrom(...titles), fc.array(block, { maxLength: 5 }))
  .map(([title, blocks]) => `## ${title}\n\n${blocks.join('\n\n')}`);

test('whatever stands in the sections, no rule breaks, and findings stand inside the file', () => {
  fc.assert(
    fc.property(
      fc.array(section, { maxLength: 6 }),
      fc.constantFrom('ml/optimization', 'ml/anti-patterns'),
      (sections, category) => {
        const at = readme('prediction-caching', category.slice(3));
        const text = draft({ ...caching, category, status: 'accepted' }, sections.join('\n\n'));
        const { diagnostics, faults } = checkFiles({ files: { [at]: text } });
        expect(faults).toEqual([]);
        const lines = text.split('\n');
        for (const { message, range } of diagnostics) {
          expect(message).toMatch(/[.?]$/);
          expect(visible(message)).toBe(message);
          expect(range.end.line).toBeLessThanOrEqual(lines.length);
          expect(range.start.column).toBeLessThanOrEqual((lines[range.start.line - 1] ?? '').length + 1);
        }
      },
    ),
    { numRuns: 200 },
  );
});

const lines = (unit: string): string =>
  Array(20)
    .fill(unit.repeat(Math.floor(4_800 / unit.length)))
    .join('\n');

/** They run in the main process, on whatever the parser lets through. */
test.each([
  ['reasons that never come', 'Ethics and fairness', lines('none ')],
  ['reasons that never come, in a list', 'Migration', `- ${lines('nothing ').replaceAll('\n', '\n  ')}`],
  ['sentences', 'Intent', lines('A. ')],
  ['closing quotes', 'Intent', lines('."')],
  ['none found', 'Known uses and related', `- Known use: ${lines('none found ')}`],
  ['footnotes without definition', 'References', `${'[^a]\n'.repeat(900)}\n\n`.repeat(9)],
  ['definitions without reference', 'References', '[^a]: b\n\n'.repeat(490)],
  [
    'both, all different',
    'References',
    Array.from({ length: 400 }, (_, i) => `[^a${i}]\n\n[^b${i}]: c\n`).join('\n'),
  ],
  ['ISBN', 'References', `[^a]: ${lines('ISBN 1')}`],
  ['DOI', 'References', `[^a]: ${lines('10.1234/')}`],
  ['placeholders', 'Best practices', lines('TODO ')],
  ['dots', 'Best practices', lines('… ').slice(0, 40_000)],
  ['vague words', 'Best practices', lines('robust etc ')],
  ['half vague words', 'Best practices', lines('as and so if where ')],
  ['blank lines in a diagram', 'Architecture', `\`\`\`mermaid\n${' \n'.repeat(60_000)}\`\`\``],
  ['nested YAML', 'Implementation', `\`\`\`yaml\n${'[\n'.repeat(1_900)}\`\`\``],
  ['nested JSON', 'Implementation', `\`\`\`json\n${'[\n'.repeat(1_900)}\`\`\``],
  ['YAML documents', 'Implementation', `\`\`\`yaml\n${'---\n\n'.repeat(3_000)}\`\`\``],
  ['many YAML blocks', 'Implementation', '```yaml\na: "\n```\n\n'.repeat(6_000)],
  ['dashes', 'Ethics and fairness', `- ${lines('a  ')}`],
])('%s: it ends, and soon', (_, title, body) => {
  const { diagnostics, faults } = checkFiles({
    files: { [path]: draft({ ...caching, status: 'accepted' }, `## ${title}\n\n${body}`) },
  });
  expect(faults).toEqual([]);
  // Where everything is a finding, it is told that there are more.
  const unread = diagnostics.filter(
    ({ ruleId, message }) =>
      ruleId === 'readable' && !message.includes(`more than ${limits.findings} things`),
  );
  expect(unread).toEqual([]);
  expect(diagnostics.length).toBeGreaterThan(0);
});
