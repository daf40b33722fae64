import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import {
  batchingPath,
  cachingPath,
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

const bad = { ...goodFiles, [cachingPath]: readme('ML-OPT-008', 'Prediction Caching', 'ml/optimisation') };

test('a good library: exit 0, one line for each draft’s advice, and what was not checked', async () => {
  const { code, stdout, stderr } = await run(temporaryLibrary(), ['check']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('Not checked offline: `fingerprint-unchanged`');
  expect(stdout).toMatch(/2 patterns, 0 errors, 0 warnings, 6 pieces of advice\n$/);
});

test('a bad one: exit 1, the place, a frame with the place underlined, and where to learn more', async () => {
  const { code, stdout } = await run(temporaryLibrary(bad), ['check', cachingPath]);
  expect(code).toBe(1);
  expect(stdout).toContain(`${cachingPath}:4:11\n  error: \`category\` is \`ml/optimisation\``);
  expect(stdout).toContain('  > 4 | category: ml/optimisation\n      |           ^^^^^^^^^^^^^^^\n');
  expect(stdout).toContain('1 pattern, 1 error, 0 warnings');
  expect(stdout).toMatch(
    /Learn more: patterns explain category\n1 of these can be fixed by patterns check --fix\n$/,
  );
});

test('advice for many patterns takes one line for each', async () => {
  const names = ['One', 'Two', 'Three', 'Four'];
  const files = names.map((name, index) => [
    `patterns/ml/serving/${name.toLowerCase()}/README.md`,
    readme(`ML-SERV-00${index + 1}`, `Number ${name}`, 'ml/serving'),
  ]);
  const root = temporaryLibrary({ ...Object.fromEntries(files), [taxonomyPath]: exampleTaxonomy });
  const { stdout } = await run(root, ['check']);
  expect(stdout).toContain('patterns/ml/serving/four/README.md  3 pieces of advice');
  expect(stdout).not.toContain('sections are missing');
});

test('JSON has exactly the promised form, and standard output holds nothing else', async () => {
  const { code, stdout, stderr } = await run(temporaryLibrary(bad), ['check', '--format', 'json']);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  const position = {
    type: 'object',
    required: ['line', 'column'],
    additionalProperties: false,
    properties: { line: { type: 'integer', minimum: 1 }, column: { type: 'integer', minimum: 1 } },
  };
  const range = {
    type: 'object',
    required: ['start', 'end'],
    additionalProperties: false,
    properties: { start: position, end: position },
  };
  const text = { type: 'string', minLength: 1 };
  const validate = new Ajv2020({ strict: false }).compile({
    type: 'object',
    required: ['diagnostics', 'summary', 'notChecked', 'gaps'],
    additionalProperties: false,
    properties: {
      diagnostics: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          required: ['ruleId', 'severity', 'message', 'path', 'range', 'docsUrl'],
          additionalProperties: false,
          properties: {
            ruleId: text,
            severity: { enum: ['error', 'warning', 'info'] },
            message: text,
            path: { type: 'string', pattern: '^patterns/' },
            range,
            docsUrl: { type: 'string', pattern: '^https://.*/docs/rules/[a-z-]+\\.md$' },
            fix: {
              type: 'object',
              required: ['range', 'text'],
              additionalProperties: false,
              properties: { range, text: { type: 'string' } },
            },
          },
        },
      },
      summary: {
        type: 'object',
        required: ['patterns', 'errors', 'warnings'],
        additionalProperties: { type: 'integer' },
      },
      notChecked: { type: 'array', items: text },
      gaps: { type: 'array', items: text },
    },
  });
  const output: unknown = JSON.parse(stdout);
  expect(validate(output), JSON.stringify(validate.errors)).toBe(true);
  expect(output).toMatchObject({ summary: { patterns: 2, errors: 1, warnings: 0 } });
});

test.each([
  ['nothing', []],
  ['the root', ['.']],
  ['the folder of all', ['patterns']],
  ['a domain', ['patterns/ml']],
  ['a category with a slash at its end', ['patterns/ml/optimization/']],
  ['a pattern', ['patterns/ml/optimization/prediction-caching']],
  ['its file', [cachingPath]],
  ['two of them', [batchingPath, cachingPath]],
])('finds the error when asked for %s', async (_, paths) => {
  const { code, found } = await findings(temporaryLibrary(bad), ...paths);
  expect(code).toBe(1);
  expect(found.map(item => [item.ruleId, item.path])).toEqual([['category', cachingPath]]);
});

test('what lies elsewhere is not told, but is known: a name must be unique in the whole library', async () => {
  const root = temporaryLibrary(bad);
  expect(await findings(root, batchingPath)).toEqual({ code: 0, found: [] });
  put(root, { [batchingPath]: readme('ML-OPT-007', 'Prediction caching') });
  const { found } = await findings(root, batchingPath);
  expect(found.map(item => item.ruleId)).toEqual(['name-unique']);
});

test('works from a folder inside, and with a file beside a README', async () => {
  const root = temporaryLibrary(bad);
  put(root, { 'patterns/ml/optimization/prediction-caching/benchmark.py': 'print(1)\n' });
  const { code, found } = await findings(
    join(root, 'patterns/ml/optimization/prediction-caching'),
    'benchmark.py',
  );
  expect(code).toBe(1);
  expect(found).toHaveLength(1);
  expect((await findings(join(root, 'patterns/ml'))).found).toHaveLength(1);
});

test.each([
  ['a path that is not there', ['patterns/ml/nothing'], 'There is no patterns/ml/nothing.'],
  ['a path without patterns', ['docs'], 'No pattern found under docs'],
  ['an empty category', ['patterns/ml/serving'], 'No pattern found under patterns/ml/serving'],
  ['one of two without patterns', [cachingPath, 'docs'], 'No pattern found under docs'],
  ['an unknown option', ['--formt', 'json'], 'Did you mean --format?'],
  ['an option without its value', ['--base'], "Option '--base <value>' argument missing"],
  ['an unknown format', ['--format', 'constructor'], 'it must be text, json, github'],
  ['a path outside', [cachingPath, '..'], 'lies outside the library'],
])('refuses %s with exit 2 and a sentence', async (_, args, sentence) => {
  const root = temporaryLibrary();
  mkdirSync(join(root, 'docs'));
  mkdirSync(join(root, 'patterns/ml/serving'));
  const { code, stderr } = await call(checkCommand, root, args);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
  expect(stderr).not.toMatch(/\n\s+at /);
});

test('a folder without a library, and a library without patterns, are never a silent pass', async () => {
  const nowhere = await run(temporaryFolder(), ['check']);
  expect(nowhere.code).toBe(2);
  expect(nowhere.stderr).toContain('No library found');
  const empty = await run(temporaryLibrary({ [taxonomyPath]: exampleTaxonomy }), [
    'check',
    '--format',
    'json',
  ]);
  expect(empty.code).toBe(2);
  expect(empty.stderr).toContain('No pattern found under patterns');
  expect(JSON.parse(empty.stdout)).toMatchObject({ summary: { patterns: 0 } });
});

test('a taxonomy that cannot be used: what can be found is printed, what could not be applied is named, exit 2', async () => {
  const root = temporaryLibrary({ ...bad, [taxonomyPath]: 'domain: [\n' });
  put(root, { [batchingPath]: '' });
  const { code, stdout, stderr } = await run(root, ['check', 'patterns/ml/optimization', '--format', 'json']);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /taxonomy\.yaml cannot be used as it is, so these rules could not be applied: .*category/,
  );
  const { diagnostics, gaps } = JSON.parse(stdout) as { diagnostics: { ruleId: string }[]; gaps: string[] };
  expect(diagnostics.map(item => item.ruleId)).toEqual(expect.arrayContaining(['taxonomy', 'front-matter']));
  expect(`${gaps.join('\n')}\n`).toBe(stderr);
});

test('patterns in a folder without a taxonomy are not passed over', async () => {
  const root = temporaryLibrary();
  put(root, { 'patterns/nlp/text/tokens/README.md': readme('NLP-TXT-001', 'Tokens', 'nlp/text') });
  const { code, stderr } = await run(root, ['check']);
  expect(code).toBe(2);
  expect(stderr).toContain('patterns/nlp/taxonomy.yaml is missing');
});

test('two domains are each judged by their own taxonomy', async () => {
  const root = temporaryLibrary();
  const nlp = exampleTaxonomy
    .replaceAll('ML-', 'NLP-')
    .replaceAll('ml/', 'nlp/')
    .replace('domain: ml', 'domain: nlp')
    .replace('prefix: ML', 'prefix: NLP');
  put(root, {
    'patterns/nlp/taxonomy.yaml': nlp,
    'patterns/nlp/serving/tokens/README.md': readme('ML-SERV-001', 'Tokens', 'nlp/serving'),
  });
  const { code, found } = await findings(root);
  expect(code).toBe(1);
  expect(found.map(item => item.message)).toEqual([
    expect.stringContaining('fingerprints of this domain begin with `NLP`'),
  ]);
});

test('the output does not depend on the language of the machine or on the order of creation', async () => {
  const paths = ['zz', 'aa', 'ii', 'Iı'].map(name => `patterns/ml/serving/${name}/README.md`);
  const files = paths.map(path => [path, readme('ML-SERV-001', 'Same Name', 'ml/serving')]);
  const one = temporaryLibrary({ ...goodFiles, ...Object.fromEntries(files) });
  const other = temporaryLibrary({ ...goodFiles, ...Object.fromEntries(files.toReversed()) });
  const [a, b] = await Promise.all([
    run(one, ['check']),
    run(other, ['check'], { env: { LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8', TZ: 'Asia/Tokyo' } }),
  ]);
  expect(a.code).toBe(1);
  expect(b).toEqual(a);
});

test('workflow commands cannot be broken by a file’s name or text', async () => {
  const path = 'patterns/ml/serving/a,b:c%\n::warning::x/README.md';
  const root = temporaryLibrary({
    ...goodFiles,
    [path]: readme('ML-SERV-001', '"A::error::b %25"', 'ml/serving', 'oops: "1"\n'),
  });
  const { code, stdout } = await run(root, ['check', '--format', 'github', 'patterns/ml/serving']);
  expect(code).toBe(1);
  const commands = stdout.split('\n').filter(line => line.startsWith('::'));
  for (const command of commands)
    expect(command).toMatch(
      /^::(error|warning|notice) file=patterns\/ml\/serving\/a%2Cb%3Ac%25%0A%3A%3Awarning%3A%3Ax\/README\.md,line=\d+,endLine=\d+,col=\d+,endColumn=\d+,title=[a-z-]+::.+/,
    );
  expect(commands.map(command => /title=([a-z-]+)/.exec(command)?.[1])).toContain('known-keys');
});

test('what a terminal would obey is spelled out', async () => {
  const root = temporaryLibrary({
    ...goodFiles,
    [cachingPath]: readme('ML-OPT-008', 'Prediction Caching', '"ml/\x1b[31m\u202eevil\x07\u009b"'),
  });
  const { stdout } = await run(root, ['check']);
  expect(stdout).toContain('\\x1b[31m\\u{202e}evil\\x07\\x9b');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  expect(stdout).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]/);
});

test('a reader that stops early is no fault, and does not turn errors into a pass', async () => {
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, n) => [
      `patterns/ml/serving/p${n}/README.md`,
      readme('ML-SERV-001', 'Same', 'ml/serving'),
    ]),
  );
  const root = temporaryLibrary({ ...goodFiles, ...many });
  const { stdout, stderr } = await run(root, ['check'], {
    shell: '{ "$0" "$@"; echo "code $?" >&2; } | head -n 1',
  });
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stderr).toBe('code 1\n');
});
