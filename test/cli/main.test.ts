import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allRules } from '../../src/rules/all-rules.ts';
import {
  cachingPath,
  goodFiles,
  readme,
  run,
  temporaryFolder,
  temporaryLibrary,
} from './temporary-library.ts';

test('without a command: what there is, and exit 2', async () => {
  const { code, stdout, stderr } = await run(temporaryFolder(), []);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  for (const command of ['new', 'check', 'review', 'explain', 'index'])
    expect(stderr).toContain(`  ${command}  `);
});

test('--version and --help, of each command, even where there is no library', async () => {
  const folder = temporaryFolder();
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await run(folder, ['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  expect((await run(folder, ['help'])).stdout).toContain('Usage: patterns <command>');
  for (const command of ['new', 'check', 'review', 'explain', 'index']) {
    const { code, stdout } = await run(folder, [command, '--nonsense', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain(`Usage: patterns ${command}`);
  }
});

test.each([
  ['chekc', 'Did you mean check?'],
  ['constructor', 'There is no command'],
  ['\x1b[2J', '\\x1b[2J'],
])('the command %j is refused', async (name, sentence) => {
  const { code, stderr } = await run(temporaryFolder(), [name]);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});

test('explain lists all rules, and tells of each what, why, how to fix, and an example of both', async () => {
  const folder = temporaryFolder();
  const list = await run(folder, ['explain']);
  expect(list.code).toBe(0);
  for (const rule of allRules) expect(list.stdout).toContain(`${rule.id} `);
  const { code, stdout } = await run(folder, ['explain', 'fingerprint-unchanged']);
  expect(code).toBe(0);
  const rule = allRules.find(({ id }) => id === 'fingerprint-unchanged');
  for (const words of [rule?.what, rule?.why, rule?.fix, `before: ${cachingPath}`, 'ML-OPT-010', '--base'])
    expect(stdout).toContain(words);
});

test.each([
  ['chategory', 'Did you mean category?'],
  ['nothing-like-it-at-all', 'The rules are: readable,'],
])('explain %s: exit 2', async (id, sentence) => {
  const { code, stderr } = await run(temporaryFolder(), ['explain', id]);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});

test('colours only where they are wanted', async () => {
  const root = temporaryLibrary({
    ...goodFiles,
    [cachingPath]: readme('ML-OPT-008', 'Prediction Caching', 'ml/x'),
  });
  const plain = await run(root, ['check']);
  expect(plain.stdout).not.toContain('\x1b[');
  const forced = await run(root, ['check'], { env: { FORCE_COLOR: '1' } });
  expect(forced.stdout).toContain('\x1b[31m');
});

test('through `npm run`, paths begin where the person is, and hints say what to type', async () => {
  const root = temporaryLibrary({
    ...goodFiles,
    [cachingPath]: readme('ML-OPT-008', 'Prediction Caching', 'ml/x'),
  });
  const env = { npm_lifecycle_event: 'patterns', INIT_CWD: join(root, 'patterns/ml/optimization') };
  const { code, stdout } = await run(temporaryFolder(), ['check', 'prediction-caching'], { env });
  expect(code).toBe(1);
  expect(stdout).toContain('npm run patterns -- explain category');
});
