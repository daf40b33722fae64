import fc from 'fast-check';
import { expect, test } from 'vitest';
import { visible } from '../../src/pattern/visible.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import type { FolderRule } from '../../src/rules/rule.ts';
import { taxonomyFrom } from '../catalog/taxonomy-from.ts';
import { batching, caching, draft, readme } from '../rules/findings-of.ts';
import { checkFiles, reportOf } from './check-files.ts';

const path = readme('prediction-caching');

test('a rule that breaks is a fault of ours, and the other rules still speak', () => {
  const breaks: FolderRule = {
    id: 'breaks',
    since: '0.1.0',
    scope: 'folder',
    severity: 'error',
    what: '',
    why: '',
    fix: '',
    failing: { files: {} },
    passing: { files: {} },
    *check(pattern) {
      yield {
        message: 'Before it broke.',
        range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } },
      };
      throw new TypeError(`on ${pattern.place.slug}`);
    },
  };
  const speaks: FolderRule = {
    ...breaks,
    id: 'speaks',
    onDraft: 'info',
    *check() {
      yield { message: 'Still here.', range: { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } } };
    },
  };
  const given = { taxonomy: taxonomyFrom(exampleTaxonomy), base: null, exists: () => null };
  const report = reportOf({ [path]: draft(caching) }, null, given, [breaks, speaks]);
  expect(report.faults).toEqual([{ ruleId: 'breaks', path, error: 'TypeError: on prediction-caching' }]);
  expect(report.diagnostics.map(({ ruleId, severity }) => `${severity} ${ruleId}`)).toEqual([
    'error breaks',
    'info speaks',
  ]);
});

test('of one rule in one file so many findings are told, and how many more there are', () => {
  const body = Array.from({ length: 1500 }, (_, index) => `[a](none-${index})\n`).join('\n');
  const { diagnostics } = checkFiles({ files: { [path]: draft(caching, body) } });
  const links = diagnostics.filter(({ ruleId }) => ruleId === 'links');
  expect(links).toHaveLength(1001);
  expect(links.at(-1)?.message).toBe('From here on, 500 more findings of this kind in this file.');
  expect(links.at(-1)?.range.start.line).toBe((links.at(-2)?.range.start.line ?? 0) + 2);
});

/** Values that people and others may write under a key. */
const scalar = fc.oneof(
  fc.constantFrom(
    'ML-OPT-008',
    'ML-OPT-099',
    'ML-MON-001',
    'ml/optimization',
    'ml/none',
    'accepted',
    'superseded',
    '[]',
    '{}',
    '~',
    '7',
    'true',
    '[a, a]',
    '[[a], {b: c}]',
    '{a: {b: [1]}}',
    '"\\u202e"',
    '"\\ud800"',
    '|\n  x\n  y',
    '*a',
    '&a b',
    '!!str x',
    '"__proto__"',
    '.nan',
    '-.inf',
    '0x1F',
    '1e999',
  ),
  fc.string({ unit: 'binary', maxLength: 20 }).map(text => JSON.stringify(text)),
);
const key = fc.constantFrom(
  'fingerprint',
  'name',
  'category',
  'status',
  'summary',
  'symptom',
  'frameworks',
  'aliases',
  'superseded_by',
  'waivers',
  'metrics',
  'properties',
  'accelerator',
  'sumary',
  '__proto__',
  'constructor',
  'toString',
  '<<',
  '"a/b~c"',
);
const block = fc.constantFrom(
  '# Title',
  '## Intent',
  '## intent',
  '## Known uses and related',
  '## Evidence',
  '- requires [ML-OPT-008 x](../y/)',
  '- [ML-MON-001](#x)',
  '[a](../../../../../x)',
  '[b](#Intent)',
  '<a href="x">',
  "<img src='%E0%A4%A'>",
  '![](?)',
  '| a |\n|---|\n| b |',
  '```\n## no\n```',
  '<!-- c -->',
  '[x]: y',
  '[^1]',
  '\u202e',
  '> ## Quoted',
);
const anyReadme = fc.oneof(
  fc
    .tuple(fc.array(fc.tuple(key, scalar), { maxLength: 8 }), fc.array(block, { maxLength: 10 }))
    .map(
      ([keys, blocks]) =>
        `---\n${keys.map(([key, value]) => `${key}: ${value}`).join('\n')}\n---\n\n${blocks.join('\n\n')}\n`,
    ),
  fc.string({ unit: 'binary', maxLength: 100 }),
);
const anyPath = fc.oneof(
  fc.constantFrom(
    path,
    readme('dynamic-batching'),
    readme('production-model-monitor', 'monitoring'),
    readme('x', 'none'),
    readme('Bad Name'),
    'patterns/ml/optimization/x',
    'patterns/ml/optimization/y/z',
    'patterns/ml/INDEX.md',
    'patterns/ml/README.md',
    'patterns/ml/taxonomy.yaml',
    'patterns/ml/notes.md',
  ),
  fc.constantFrom('__proto__', 'constructor', 'toString').map(slug => readme(slug)),
);
const anyFiles = fc.dictionary(anyPath, anyReadme, { maxKeys: 6 });

test('no library makes a rule break; findings are inside their files, say something, and hide nothing', () => {
  fc.assert(
    fc.property(anyFiles, fc.option(anyFiles, { nil: undefined }), (files, base) => {
      const report = checkFiles(base ? { files, base } : { files });
      expect(report.faults).toEqual([]);
      for (const { message, path, range, docsUrl, ruleId } of report.diagnostics) {
        expect(message).toMatch(/[.?]$/);
        expect(visible(message)).toBe(message);
        expect(docsUrl.endsWith(`/docs/rules/${ruleId}.md`)).toBe(true);
        const lines = (files[path] ?? '').split(/\r\n|\r|\n/).length;
        expect(range.start.line).toBeLessThanOrEqual(lines);
      }
    }),
    { numRuns: 600 },
  );
});

test('the same library gives the same report, whatever the order of its files', () => {
  fc.assert(
    fc.property(anyFiles, anyFiles, (files, base) => {
      const reversed = Object.fromEntries(Object.entries(files).reverse());
      expect(checkFiles({ files: reversed, base }).diagnostics).toEqual(
        checkFiles({ files, base }).diagnostics,
      );
    }),
    { numRuns: 300 },
  );
});

test('what is written is judged as it stands: two drafts that differ only in line ends have the same findings', () => {
  const text = draft({ ...batching, status: 'accepted', frameworks: '[sklearn]' }, '# A\n\n[a](none.md)\n');
  const found = (text: string) => checkFiles({ files: { [readme('dynamic-batching')]: text } }).diagnostics;
  expect(found(text).length).toBeGreaterThan(3);
  expect(found(text.replaceAll('\n', '\r\n'))).toEqual(found(text));
  expect(found(`\uFEFF${text}`)).toEqual(found(text));
});
