import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Inspection } from '../../src/inspection/inspect.ts';
import { applyFixes } from '../../src/pattern/apply-fixes.ts';
import { normalised } from '../../src/pattern/parsed-file.ts';
import { lineEnd } from '../../src/pattern/position.ts';
import { type Suggestion, suggestionsFor } from '../../src/review/suggestions.ts';
import { cachingDraft, cachingPath } from '../../src/rules/examples/example.ts';
import { checkFiles } from '../inspection/check-files.ts';

/** Slips that can be mended, by what stands there otherwise. */
const slips: [string, string][] = [
  ['fingerprint: ML-OPT-008', 'fingerprint: ml-opt-8'],
  ['fingerprint: ML-OPT-008\n', ''],
  ['name: Prediction Caching\n', ''],
  ['category: ml/optimization', 'category: ml/optimisation'],
  ['category: ml/optimization', 'catgory: ml/optimisation'],
  ['category: ml/optimization\n', ''],
  ['---\n\n#', 'frameworks: [Scikit-learn, PyTorch]\n---\n\n#'],
  ['---\n\n#', 'status: Draft\nframeworks: Scikit-learn\n---\n\n#'],
  ['---\n\n#', 'keywords: caching\nstatus: drfat\n---\n\n#'],
];
const ends = { 'line feeds': '\n', 'carriage returns and line feeds': '\r\n' };

function found(text: string): { fixed: string; suggestions: Suggestion[] } {
  const { diagnostics } = checkFiles({ files: { [cachingPath]: text }, base: {} });
  const files = [{ kind: 'pattern', path: cachingPath }];
  const inspection = { report: { diagnostics }, files } as unknown as Inspection;
  const fixes = diagnostics.flatMap(({ fix, severity }) => (fix && severity !== 'info' ? fix : []));
  return {
    fixed: applyFixes(text, fixes),
    suggestions: suggestionsFor([inspection], new Map([[cachingPath, normalised(text)]])),
  };
}

/** As GitHub applies them: whole lines, each at the place where it stands before any of them. */
function applied(text: string, suggestions: readonly Suggestion[]): string[] {
  const lines = text.split(lineEnd);
  for (const { startLine, endLine, body } of suggestions.toSorted((a, b) => b.startLine - a.startLine)) {
    const block = /\n```suggestion\n([\s\S]*?)\n?```\n/.exec(body)?.[1];
    expect(block).toBeDefined();
    const instead = block === '' ? [] : (block ?? '').split('\n');
    lines.splice(startLine - 1, endLine - startLine + 1, ...instead);
  }
  return lines;
}

describe.each(Object.entries(ends))('with %s', (_, end) => {
  test('all suggestions together make what `check --fix` makes, on lines that do not meet', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(slips.length - 1), { maxLength: 4 }), fc.boolean(), (picked, bom) => {
        const wrong = picked.reduce((text, at) => text.replace(...(slips[at] ?? ['', ''])), cachingDraft);
        const text = `${bom ? '\uFEFF' : ''}${wrong.replaceAll('\n', end)}`;
        const { fixed, suggestions } = found(text);
        const inOrder = suggestions.toSorted((a, b) => a.startLine - b.startLine);
        for (const [index, { startLine, endLine }] of inOrder.entries()) {
          expect(endLine).toBeGreaterThanOrEqual(startLine);
          expect(startLine).toBeGreaterThan(inOrder[index - 1]?.endLine ?? 0);
        }
        expect(applied(text.replace('\uFEFF', ''), suggestions)).toEqual(
          fixed.replace('\uFEFF', '').split(lineEnd),
        );
      }),
      { numRuns: 200 },
    );
  });
});

test('keys that are added at once are all named', () => {
  const { suggestions } = found(
    cachingDraft.replace('fingerprint: ML-OPT-008\n', '').replace('category: ml/optimization\n', ''),
  );
  expect(suggestions).toHaveLength(1);
  expect(suggestions[0]?.body).toContain('`fingerprint` is missing');
  expect(suggestions[0]?.body).toContain('`category` is missing');
  expect(suggestions[0]?.findings).toHaveLength(2);
});
