import { describe, expect, test } from 'vitest';
import { emptyLibrary } from '../../src/catalog/library.ts';
import { libraryOf } from '../../src/catalog/library-of.ts';
import { inspect } from '../../src/inspection/inspect.ts';
import type { Diagnostic } from '../../src/pattern/diagnostic.ts';
import { allRules } from '../../src/rules/all-rules.ts';
import {
  accepted,
  acceptedKeys,
  acceptedPath,
  acceptedReadme,
} from '../../src/rules/examples/example-accepted.ts';
import { sweepOver } from '../../src/rules/examples/example-results.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { isWaivable } from '../../src/rules/waivable.ts';
import { taxonomyFrom } from '../catalog/taxonomy-from.ts';
import { examined, type Files, facts, reportOf } from './check-files.ts';

const reason = 'No device of this kind is available.';
const waiving = (rules: Record<string, string>, status = 'accepted'): string =>
  `${acceptedKeys.replace('accepted', status)}\nwaivers:\n${Object.entries(rules)
    .map(([rule, why]) => `  - { rule: ${rule}, reason: ${JSON.stringify(why)} }\n`)
    .join('')}`.trimEnd();
/** A pattern without a benchmark that asks to be excused from it. */
const unmeasured = (rules: Record<string, string> = { benchmark: reason }, status?: string): Files => ({
  [acceptedPath]: acceptedReadme({ Evidence: 'Not measured by us.' }, waiving(rules, status)),
});

function diagnosticsOf(files: Files, base?: Files, approved?: boolean): Diagnostic[] {
  const report = reportOf(files, base ? Object.keys(files) : null, {
    taxonomy: taxonomyFrom(exampleTaxonomy),
    base: base ? libraryOf(facts(base), () => '0'.repeat(40)) : null,
    exists: () => null,
    ...(approved !== undefined && { agrees: () => approved }),
  });
  expect(report.faults).toEqual([]);
  return report.diagnostics;
}
const of = (rule: string, diagnostics: Diagnostic[]): string[] =>
  diagnostics
    .filter(({ ruleId }) => ruleId === rule)
    .map(({ severity, message }) => `${severity} ${message}`);

const asks =
  /^error .* A waiver asks to be excused from this; it counts once someone with write access who is not the author agrees\.$/;

describe('a waiver', () => {
  test('asks until somebody has approved, also where nobody can', () => {
    expect(of('benchmark', diagnosticsOf(unmeasured()))).toEqual([expect.stringMatching(asks)]);
    expect(of('benchmark', diagnosticsOf(unmeasured(), {}, false))).toEqual([expect.stringMatching(asks)]);
    expect(diagnosticsOf(unmeasured(), {}, true)).toEqual([]);
  });

  test('counts when the pattern has been accepted with it, for the same reason', () => {
    expect(diagnosticsOf(unmeasured(), unmeasured())).toEqual([]);
    expect(
      of('benchmark', diagnosticsOf(unmeasured(), unmeasured({ benchmark: 'Another reason.' }))),
    ).toEqual([expect.stringMatching(asks)]);
    expect(of('benchmark', diagnosticsOf(unmeasured(), unmeasured({ figures: reason })))).toEqual([
      expect.stringMatching(asks),
    ]);
  });

  test('was not judged on a draft, nor on another pattern', () => {
    expect(of('benchmark', diagnosticsOf(unmeasured(), unmeasured(undefined, 'draft')))).toEqual([
      expect.stringMatching(asks),
    ]);
    const [text = ''] = Object.values(unmeasured());
    const other = {
      [acceptedPath.replace('prediction-caching', 'other')]: text.replaceAll('ML-OPT-008', 'ML-OPT-009'),
    };
    expect(of('benchmark', diagnosticsOf(unmeasured(), other))).toEqual([expect.stringMatching(asks)]);
  });

  test('counts for its own rule and its own pattern alone, wherever the finding is', () => {
    const sweeps = [sweepOver('size', [500, 0.412], [1_000, 0.531])];
    const { files } = accepted({ Architecture: 'None.' }, {}, waiving({ 'scale-axis': reason }), { sweeps });
    const before = diagnosticsOf(files);
    expect(of('scale-axis', before)).toHaveLength(1);
    expect(before.find(({ ruleId }) => ruleId === 'scale-axis')?.path).toMatch(/results\.json$/);
    const after = diagnosticsOf(files, {}, true);
    expect(of('scale-axis', after)).toEqual([]);
    expect(of('architecture', after)).toEqual([expect.stringMatching(/^error (?!.*A waiver asks)/)]);
    expect(before.length).toBe(after.length + 1);

    const twin = readmeWith('twin', 'ML-OPT-009', acceptedReadme({ Evidence: 'To come.' }));
    expect(
      diagnosticsOf({ ...unmeasured(), ...twin }, {}, true).map(({ path, ruleId }) => [path, ruleId]),
    ).toEqual([[Object.keys(twin)[0], 'benchmark']]);
  });

  test('on a draft takes advice away', () => {
    const draft = unmeasured(undefined, 'draft');
    expect(of('benchmark', diagnosticsOf(draft))[0]).toMatch(/^info .*A waiver asks/);
    expect(of('benchmark', diagnosticsOf(draft, {}, true))).toEqual([]);
  });

  test('without a reason never counts', () => {
    const files = unmeasured({ benchmark: '   ' });
    expect(of('benchmark', diagnosticsOf(files, files, true))).toEqual([
      expect.stringMatching(/^error (?!.*A waiver asks)/),
    ]);
  });

  test('of what cannot be waived changes nothing and is told, even when approved', () => {
    const files = unmeasured({
      benchmark: reason,
      folder: reason,
      benchmrk: reason,
      'unused-waiver': reason,
    });
    expect(of('waivers', diagnosticsOf(files, {}, true))).toEqual([
      'error `folder` cannot be waived: it must hold for every pattern. Mend what it finds, and remove the waiver.',
      'error There is no rule `benchmrk`. Did you mean `benchmark`? Name the rule as its finding does.',
      'error `unused-waiver` cannot be waived: it must hold for every pattern. Mend what it finds, and remove the waiver.',
    ]);
    const misplaced = Object.fromEntries(
      Object.entries(unmeasured({ category: reason })).map(([path, text]) => [
        path,
        text.replace('category: ml/optimization', 'category: ml/none'),
      ]),
    );
    expect(of('category', diagnosticsOf(misplaced, {}, true))).toHaveLength(1);
  });

  test('that is not needed is told, whether it counts or not', () => {
    const { files } = accepted({}, {}, waiving({ benchmark: reason }));
    const says = ['warning `benchmark` finds nothing here, so the waiver is not needed. Remove it.'];
    expect(of('unused-waiver', diagnosticsOf(files))).toEqual(says);
    expect(of('unused-waiver', diagnosticsOf(files, files))).toEqual(says);
    expect(of('unused-waiver', diagnosticsOf(unmeasured(), {}, true))).toEqual([]);
    const draft = accepted({}, {}, waiving({ benchmark: reason }, 'draft')).files;
    expect(of('unused-waiver', diagnosticsOf(draft))).toEqual([]);
  });
});

test('a review passes on to which waivers somebody agrees', () => {
  const taxonomy = taxonomyFrom(exampleTaxonomy);
  const now = { examinations: [examined(unmeasured(), taxonomy)], others: [], known: new Map() };
  const folder = acceptedPath.replace('/README.md', '');
  const scope = { domain: 'ml', edited: [acceptedPath], present: [acceptedPath], folders: [folder] };
  const policy = { taxonomy, qualityTable: { metrics: [], problems: [] }, library: emptyLibrary };
  const state = { scope, policy, library: emptyLibrary, now, before: null, branchedOff: null };
  const found = (agrees?: (rule: string) => boolean): string[] => {
    const pullRequestContext = agrees
      ? { agrees: (_: unknown, { rule }: { rule: string }) => agrees(rule) }
      : {};
    return of('benchmark', inspect({ ...state, pullRequestContext }).report.diagnostics);
  };
  expect(found(rule => rule === 'benchmark')).toEqual([]);
  expect(found(rule => rule !== 'benchmark')).toHaveLength(1);
  expect(found()).toHaveLength(1);
});

test('what every draft must fulfil, and what speaks of waivers, cannot be waived', () => {
  const waivable = new Set(allRules.filter(isWaivable).map(({ id }) => id));
  for (const id of [
    'front-matter',
    'schema',
    'yaml',
    'folder',
    'category',
    'location',
    'generated-index',
    'waivers',
  ])
    expect(waivable.has(id)).toBe(false);
  for (const id of ['benchmark', 'scale-axis', 'required-sections', 'figures'])
    expect(waivable.has(id)).toBe(true);
});

function readmeWith(slug: string, fingerprint: string, text: string): Files {
  return {
    [acceptedPath.replace('prediction-caching', slug)]: text
      .replaceAll('ML-OPT-008', fingerprint)
      .replace('name: Prediction Caching', 'name: Another')
      .replace('# Prediction Caching', '# Another'),
  };
}
