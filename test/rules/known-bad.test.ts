import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { allRules } from '../../src/rules/all-rules.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { call, commitAll, put, taxonomyPath, temporaryLibrary } from '../cli/temporary-library.ts';

type Diagnostic = {
  ruleId: string;
  severity: string;
  path: string;
  message: string;
  range: { start: { line: number } };
};

const patternRules = allRules.filter(
  rule => (rule.scope === 'folder' || rule.each === 'pattern') && rule.failing.base === undefined,
);

/** The rule's failing example under a name and fingerprint of its own, so that all of them fit into one library. */
function own(rule: Rule, number: number): Record<string, string> {
  const fingerprint = `ML-OPT-${300 + number}`;
  const renamed = (text: string): string =>
    text
      .replaceAll('prediction-caching', rule.id)
      .replaceAll('ML-OPT-008', fingerprint)
      .replaceAll('Prediction Caching', `Fault ${number}`);
  return Object.fromEntries(
    Object.entries(rule.failing.files)
      .filter(([path]) => path.includes('/prediction-caching/'))
      // Results name their own digest elsewhere, so they stay as they are.
      .map(([path, text]) => [renamed(path), path.endsWith('README.md') ? renamed(text) : text]),
  );
}

/** Examples of which the fault is the fingerprint, or that lie elsewhere, would get into each other's way. */
const alone = new Set(
  patternRules
    .filter(({ failing: { files } }) =>
      Object.entries(files).some(
        ([path, text]) =>
          !path.includes('/prediction-caching/') ||
          (path.endsWith('README.md') && /^fingerprint: (?!ML-OPT-008)/m.test(text)),
      ),
    )
    .map(({ id }) => id),
);
/** What follows from a fault by itself: a pattern without keys has no benchmark either. */
const companions: Record<string, string[]> = {
  benchmark: ['required-sections'],
  'code-blocks': ['examples-ran'],
  'known-uses': ['footnotes'],
  'required-sections': ['benchmark', 'schema'],
  results: ['chart-current'],
  'specification-figures': ['evidence-current'],
};
const together = patternRules.filter(({ id, severity }) => !alone.has(id) && severity !== 'info');

async function check(
  files: Record<string, string>,
  base?: Record<string, string>,
): Promise<{ code: number | null; found: Diagnostic[] }> {
  const root = temporaryLibrary({ [taxonomyPath]: exampleTaxonomy, ...(base ?? files) });
  const isCompared = base !== undefined;
  if (isCompared) commitAll(root);
  for (const path of Object.keys(base ?? {})) if (!Object.hasOwn(files, path)) rmSync(join(root, path));
  put(root, files);
  const compare = isCompared ? ['--base', 'main'] : [];
  const { code, stdout } = await call(checkCommand, root, [...compare, '--format', 'json']);
  return { code, found: JSON.parse(stdout).diagnostics };
}

test('a library with one fault for each rule is rejected with exactly these findings', async () => {
  const files = Object.assign({}, ...together.map(own));
  const { code, found } = await check(files);
  expect(code).toBe(1);
  const told = found
    .filter(({ severity }) => severity !== 'info')
    .map(
      ({ ruleId, severity, path, range, message }) =>
        `${severity} ${ruleId} ${path}:${range.start.line}\n  ${message}`,
    );
  await expect(`${told.join('\n')}\n`).toMatchFileSnapshot('../fixtures/known-bad.txt');
  const byFolder = Map.groupBy(
    found.filter(({ severity }) => severity !== 'info'),
    ({ path }) => path.split('/')[3],
  );
  for (const { id } of together) {
    const ruleIds = [...new Set(byFolder.get(id)?.map(({ ruleId }) => ruleId))];
    expect(ruleIds, id).toContain(id);
    expect([id, ...(companions[id] ?? [])], id).toEqual(expect.arrayContaining(ruleIds));
  }
  expect(byFolder.size).toBe(together.length);
});

describe('what cannot stand in one library with the others', () => {
  // What other pull requests take, only the App knows.
  const others = allRules.filter(rule => !together.includes(rule) && !rule.needs?.includes('claims'));
  test.each(others.map(rule => [rule.id, rule] as const))('%s', async (id, { failing, severity }) => {
    const { code, found } = await check(failing.files, failing.base);
    expect(found.map(({ ruleId }) => ruleId)).toContain(id);
    if (found.some(item => item.ruleId === id && item.severity === 'error')) expect(code).not.toBe(0);
    else expect(severity === 'info' || found.every(item => item.severity !== 'error')).toBe(true);
  });
});
