import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writers } from '../scripts/generate/layers.ts';

/** The import rules come from scripts/generate/layers.ts; a planted violation proves that they are still looked at. */

const biome = resolve('node_modules/.bin/biome');
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'boundaries-'));
  for (const path of ['biome.json', 'scripts/layers.generated.json']) cpSync(path, join(directory, path));
});
afterEach(() => rmSync(directory, { recursive: true }));

async function lint(files: Record<string, string>): Promise<string> {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  const run = promisify(execFile)(biome, ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '.'], {
    cwd: directory,
  });
  const { stdout, stderr } = await run.catch((error: { stdout: string; stderr: string }) => error);
  return stdout + stderr;
}

const target = 'export const planted = 1;\n';
const importing = (path: string): string =>
  `import { planted } from '${path}';\n\nexport const used = planted;\n`;

test.each([
  ['pattern', 'evidence'],
  ['pattern', 'catalog'],
  ['evidence', 'catalog'],
  ['reproduce', 'rules'],
  ['jobs', 'reproduce'],
  ['catalog', 'rules'],
  ['rules', 'review'],
  ['rules', 'inspection'],
  ['inspection', 'review'],
  ['inspection', 'examiner'],
  ['examiner', 'review'],
  ['examiner', 'github'],
  ['review', 'github'],
  ['github', 'planning'],
  ['planning', 'jobs'],
  ['jobs', 'intake'],
  ['cli', 'github'],
  ['cli', 'jobs'],
  ['intake', 'review'],
  ['intake', 'evidence'],
  ['intake', 'planning'],
])('src/%s must not import src/%s', async (from, to) => {
  const files = { [`src/${from}/a.ts`]: importing(`../${to}/b.ts`), [`src/${to}/b.ts`]: target };
  expect(await lint(files)).toContain(`src/${from}/a.ts:1:25 lint/style/noRestrictedImports`);
});

test.each([
  ['rules', 'pattern'],
  ['review', 'inspection'],
  ['examiner', 'inspection'],
  ['planning', 'review'],
  ['intake', 'jobs'],
])('src/%s may import src/%s', async (from, to) => {
  const files = { [`src/${from}/a.ts`]: importing(`../${to}/b.ts`), [`src/${to}/b.ts`]: target };
  expect(await lint(files)).toContain('No fixes applied');
});

test.each(['pattern', 'evidence', 'catalog', 'rules', 'inspection', 'review'])(
  'src/%s has no Node.js, clock, environment or network',
  async folder => {
    const report = await lint({
      [`src/${folder}/a.ts`]:
        "import { readFileSync } from 'node:fs';\nimport { readFile } from 'node:fs/promises';\n\nexport const planted = [readFileSync, readFile, Date.now(), process.env, fetch];\n",
    });
    expect(report.match(/noRestrictedImports/g)).toHaveLength(2);
    expect(report.match(/noRestrictedGlobals/g)).toHaveLength(3);
  },
);

test('import cycles are found', async () => {
  const report = await lint({ 'src/rules/a.ts': importing('./b.ts'), 'src/rules/b.ts': importing('./a.ts') });
  expect(report).toContain('lint/suspicious/noImportCycles');
});

test('import cycles of types alone are found', async () => {
  const circle = (to: string, here: string, there: string): string =>
    `import type { ${there} } from './${to}.ts';\n\nexport type ${here} = { of: ${there} | null };\n`;
  const report = await lint({
    'src/rules/a.ts': circle('b', 'Here', 'There'),
    'src/rules/b.ts': circle('a', 'There', 'Here'),
  });
  expect(report).toContain('src/rules/a.ts:1:28 lint/suspicious/noImportCycles');
});

test('a function of more than 70 lines is found', async () => {
  const text = `export function long(): number[] {\n  const found = [0];\n${'  found.push(found.length);\n'.repeat(70)}  return found;\n}\n`;
  expect(await lint({ 'src/rules/a.ts': text })).toContain('lint/complexity/noExcessiveLinesPerFunction');
  expect(await lint({ 'test/rules/a.ts': text, 'src/rules/a.ts': target })).toContain('No fixes applied');
});

test.each(['apply-difference', 'write-check-run', 'commit-index', 'propose-index'])(
  'src/planning must not import src/github/%s, which writes',
  async name => {
    const files = {
      'src/planning/a.ts': importing(`../github/${name}.ts`),
      [`src/github/${name}.ts`]: target,
      'src/planning/b.ts': importing('../github/read-snapshot.ts'),
      'src/github/read-snapshot.ts': target,
    };
    const report = await lint(files);
    expect(report).toContain('src/planning/a.ts:1:25 lint/style/noRestrictedImports');
    expect(report).not.toContain('src/planning/b.ts');
  },
);

test('every file of src/github that sends mutations is kept from src/planning', () => {
  const files = readdirSync('src/github').filter(name =>
    /\b(?:mutate|sendMutations)\b/.test(readFileSync(join('src/github', name), 'utf8')),
  );
  expect(writers.toSorted()).toEqual(files.filter(name => name !== 'client.ts').toSorted());
});

test('only src/jobs knows the queue', async () => {
  const report = await lint({
    'src/cli/a.ts': "import { PgBoss } from 'pg-boss';\n\nexport const planted = PgBoss;\n",
  });
  expect(report).toContain('lint/style/noRestrictedImports');
});
