import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { toString as plainText } from 'mdast-util-to-string';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { entryOf, isEntry } from '../../src/catalog/entry.ts';
import { listingOf } from '../../src/catalog/listing.ts';
import { newCommand } from '../../src/cli/new-command.ts';
import { parsePattern } from '../../src/pattern/pattern.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import {
  type Contents,
  call,
  findings,
  goodFiles,
  put,
  readme,
  run,
  taxonomyPath,
  temporaryFolder,
  temporaryLibrary,
} from './temporary-library.ts';

const onlyTaxonomy: Contents = { [taxonomyPath]: exampleTaxonomy };

/** Runs `new`, expects that the draft passes without a warning, and gives its path and text. */
async function draft(
  root: string,
  ...flags: string[]
): Promise<{ path: string; text: string; stdout: string }> {
  const { code, stdout, stderr } = await call(newCommand, root, flags);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const path = /^Wrote (\S+) /.exec(stdout)?.[1] ?? '';
  expect(await findings(root, path)).toEqual({ code: 0, found: [] });
  return { path, text: readFileSync(join(root, path), 'utf8'), stdout };
}

test('a draft takes the next free fingerprint: none in use, planned or retired', async () => {
  const root = temporaryLibrary({
    ...goodFiles,
    'patterns/ml/optimization/one/README.md': readme('ML-OPT-001', 'One'),
  });
  const { path, text, stdout } = await draft(root, '--name', 'Early Exit', '--area', 'opt');
  expect(path).toBe('patterns/ml/optimization/early-exit/README.md');
  expect(text).toMatch(
    /^---\nfingerprint: ML-OPT-002\nname: Early Exit\ncategory: ml\/optimization\nstatus: draft\n---\n\n# Early Exit\n\n## Intent\n/,
  );
  expect(stdout).toContain('patterns check patterns/ml/optimization/early-exit');
  expect((await draft(root, '--name', 'Early Entry', '--area', 'OPT')).text).toContain(
    'fingerprint: ML-OPT-003',
  );
});

test('a planned topic brings its fingerprint and name, by its fingerprint and by its name alone', async () => {
  const root = temporaryLibrary(onlyTaxonomy);
  const one = await draft(
    root,
    '--topic',
    'ML-OPT-007',
    '--summary',
    'Collect requests and run them as one.',
    '--symptom',
    'The accelerator idles between requests.',
    '--framework',
    'pytorch',
    '--framework',
    'scikit-learn',
  );
  expect(one.path).toBe('patterns/ml/optimization/dynamic-batching/README.md');
  expect(one.text).toContain('frameworks:\n  - pytorch\n  - scikit-learn\n');
  expect(one.text).toContain('## Intent\n\nCollect requests and run them as one.\n');
  expect((await draft(root, '--name', 'prediction CACHING', '--yes')).text).toContain(
    'fingerprint: ML-OPT-008',
  );
});

const names = [
  'Caching: the "quick" & dirty',
  "It's # not a comment",
  '1.0e3',
  '0o17',
  'null',
  'yes',
  '12:30:45',
  '2024-01-01',
  '- list [a](b) <!-- x --> {y}',
  '缓存模式',
  'Übergröße für Straßen',
  '--- a rule',
  '# Heading',
  '*bold* `code` | pipe',
];

test('names that YAML or Markdown would take for something else survive', async () => {
  const root = temporaryLibrary(onlyTaxonomy);
  for (const name of names) {
    const flags = [`--name=${name}`, '--area=OPT', `--summary=${name}: one sentence`];
    const { code, stdout } = await call(newCommand, root, flags);
    expect(code).toBe(0);
    const path = /^Wrote (\S+) /.exec(stdout)?.[1] ?? '';
    expect(path).toMatch(/^patterns\/ml\/optimization\/[a-z0-9]+(-[a-z0-9]+)*\/README\.md$/);
    const text = readFileSync(join(root, path), 'utf8');
    const pattern = parsePattern(path, text);
    const entry =
      pattern &&
      entryOf(pattern.place, listingOf(pattern, { script: null, results: null, chart: null }), () => '0');
    expect(entry && isEntry(entry) && [entry.name, entry.summary]).toEqual([name, `${name}: one sentence`]);
    const keys = text.slice(4, text.indexOf('\n---\n'));
    for (const version of ['1.1', '1.2'] as const)
      expect(parse(keys, { version })).toMatchObject({ name, status: 'draft' });
    const [title] = pattern?.body.children ?? [];
    expect(title?.type === 'heading' && plainText(title)).toBe(name);
  }
  expect(await findings(root)).toEqual({ code: 0, found: [] });
});

test('sections for later are seen by the author and by nobody else', async () => {
  const root = temporaryLibrary(onlyTaxonomy);
  const { path, text } = await draft(root, '--name', 'Early Exit', '--area', 'OPT');
  const headings = parsePattern(path, text)?.body.children.filter(node => node.type === 'heading');
  expect(headings).toHaveLength(3);
  expect(text).toContain('<!--\n## Failure modes\n');
});

test.each([
  [[], '--name and --area'],
  [['--yes'], '--name and --area'],
  [['--name', 'Early Exit'], '--area'],
  [['--area', 'OPT'], '--name'],
  [['--name', 'Early Exit', '--area', 'OTP'], 'The areas are OPT (Optimization)'],
  [['--name', 'x', '--area', 'OPT'], 'at least 3 characters'],
  [['--name', ' \n ', '--area', 'OPT'], 'Nothing was written'],
  [['--name', 'n'.repeat(81), '--area', 'OPT'], 'at most 80'],
  [['--name', 'Early Exit', '--area', 'OPT', '--framework', 'torch'], 'Did you mean `pytorch`'],
  [['--name', 'Early Exit', '--area', 'OPT', '--summary', 'short'], 'at least 10'],
  [['--name', 'Early Exit', '--fingerprint', 'opt-1'], 'one looks like ML-OPT-001'],
  [['--name', 'Early Exit', '--fingerprint', 'ML-OPT-099'], 'is retired'],
  [['--name', 'Early Exit', '--fingerprint', 'XX-OPT-001'], 'begin with `ML`'],
  [['--name', 'Early Exit', '--fingerprint', 'ML-OPT-010', '--area', 'MON'], 'does not go with'],
  [['--name', 'dynamic batching!', '--area', 'OPT'], 'is there already. Extend that pattern'],
  [['--name', 'Dynamic Batching', '--area', 'MON'], 'is taken by'],
  [['--topic', 'ML-OPT-007'], 'is there already'],
  [['--topic', 'ML-OPT-007', '--name', 'Early Exit'], 'already belongs to'],
  [['--topic', 'ML-OPT-018'], 'Did you mean ML-OPT-008?'],
  [['--topic', 'ML-OPT-008', '--fingerprint', 'ML-OPT-010'], 'two different ones'],
  [['--domain', 'nlp', '--name', 'Early Exit', '--area', 'OPT'], 'There is: ml.'],
  [['Early', 'Exit'], 'a name is given with --name'],
  [['--nmae', 'Early Exit'], 'Did you mean --name?'],
])('refuses %j with exit 2, a sentence, and nothing written', async (flags, sentence) => {
  const { 'patterns/ml/optimization/prediction-caching/README.md': _, ...files } = goodFiles;
  const root = temporaryLibrary(files);
  const { code, stdout, stderr } = await call(newCommand, root, flags);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(sentence);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(readdirSync(join(root, 'patterns/ml/optimization'))).toEqual(['dynamic-batching']);
});

test('nothing is ever overwritten, and nothing is written through a link', async () => {
  const root = temporaryLibrary(onlyTaxonomy);
  put(root, { 'patterns/ml/optimization/early-exit/notes.txt': 'mine' });
  const taken = await call(newCommand, root, ['--name', 'Early Exit', '--area', 'OPT']);
  expect(taken.code).toBe(2);
  expect(taken.stderr).toContain('is there already');
  const outside = temporaryFolder();
  mkdirSync(join(outside, 'serving'));
  symlinkSync(join(outside, 'serving'), join(root, 'patterns/ml/serving'));
  const linked = await call(newCommand, root, ['--name', 'Canary', '--area', 'SERV']);
  expect(linked.code).toBe(2);
  expect(linked.stderr).toContain('symbolic link');
  expect(existsSync(join(outside, 'serving/canary'))).toBe(false);
});

test('with several domains, one must be named', async () => {
  const nlp = exampleTaxonomy
    .replaceAll('ML-', 'NLP-')
    .replaceAll('ml/', 'nlp/')
    .replace('domain: ml', 'domain: nlp')
    .replace('prefix: ML', 'prefix: NLP');
  const root = temporaryLibrary({ ...onlyTaxonomy, 'patterns/nlp/taxonomy.yaml': nlp });
  const { code, stderr } = await run(root, ['new', '--name', 'Early Exit', '--area', 'OPT']);
  expect(code).toBe(2);
  expect(stderr).toContain('Choose one with --domain');
  const { path, text } = await draft(root, '--name', 'Early Exit', '--area', 'OPT', '--domain', 'nlp');
  expect(path).toBe('patterns/nlp/optimization/early-exit/README.md');
  expect(text).toContain('fingerprint: NLP-OPT-001');
});

test('what the draft may repeat is told before it is written, and a refused draft is told nothing', async () => {
  const root = temporaryLibrary({
    ...goodFiles,
    'patterns/ml/optimization/prediction-caching/README.md': readme(
      'ML-OPT-008',
      'Prediction Caching',
      'ml/optimization',
      'aliases: [response cache]\nsummary: Answer a repeated request from memory.\n',
    ),
  });
  const flags = ['--area', 'OPT', '--summary', 'Answer repeated requests from a cache in memory.'];
  const { code, stdout } = await call(newCommand, root, ['--name', 'Response Caching', ...flags]);
  expect(code).toBe(0);
  expect(stdout).toContain(
    'Close to what exists:\n  ML-OPT-008 Prediction Caching (patterns/ml/optimization/prediction-caching/README.md)\n    name: caching; aliases: response, caching; summary: answer, repeated, requests, memory\nIf one',
  );
  expect(stdout.indexOf('Close to')).toBeLessThan(stdout.indexOf('Wrote'));
  const taken = await call(newCommand, root, ['--name', 'Prediction Caching', ...flags]);
  expect(taken).toMatchObject({ code: 2, stdout: '' });
});
