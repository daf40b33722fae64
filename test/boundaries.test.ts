import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** The import rules live in biome.json; a planted violation proves that they are still looked at. */

const biome = resolve('node_modules/.bin/biome');
let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'boundaries-'));
  cpSync('biome.json', join(directory, 'biome.json'));
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
  ['review', 'github'],
  ['github', 'planning'],
  ['planning', 'jobs'],
  ['jobs', 'intake'],
  ['cli', 'github'],
  ['cli', 'jobs'],
  ['intake', 'review'],
  ['intake', 'planning'],
])('src/%s must not import src/%s', async (from, to) => {
  const files = { [`src/${from}/a.ts`]: importing(`../${to}/b.ts`), [`src/${to}/b.ts`]: target };
  expect(await lint(files)).toContain(`src/${from}/a.ts:1:25 lint/style/noRestrictedImports`);
});

test('a permitted import is not reported', async () => {
  expect(
    await lint({ 'src/rules/a.ts': importing('../pattern/b.ts'), 'src/pattern/b.ts': target }),
  ).toContain('No fixes applied');
});

test.each(['pattern', 'evidence', 'catalog', 'rules', 'review'])(
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

test.each(['apply-difference', 'write-check-run', 'commit-index', 'propose-index', 'react', 'send-note'])(
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
    /\bmutate\b/.test(readFileSync(join('src/github', name), 'utf8')),
  );
  const { overrides } = JSON.parse(readFileSync('biome.json', 'utf8')) as { overrides: object[] };
  const reading = JSON.stringify(overrides.find(one => JSON.stringify(one).includes('src/planning/**')));
  for (const name of files.filter(name => name !== 'client.ts'))
    expect(reading).toContain(`**/github/${name}`);
  expect(files).toContain('apply-difference.ts');
});

test('only src/jobs knows the queue', async () => {
  const report = await lint({
    'src/cli/a.ts': "import { PgBoss } from 'pg-boss';\n\nexport const planted = PgBoss;\n",
  });
  expect(report).toContain('lint/style/noRestrictedImports');
});
