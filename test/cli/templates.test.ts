import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderMarkdown } from '../../local-github/page/markdown.ts';
import type { Metric } from '../../src/catalog/quality-table.ts';
import { templates } from '../../src/cli/templates/templates.ts';
import { templatesCommand } from '../../src/cli/templates-command.ts';
import { startOfFile } from '../../src/pattern/position.ts';
import { commandsIn } from '../../src/review/commands/commands-in.ts';
import { exampleTaxonomy } from '../../src/rules/examples/example-taxonomy.ts';
import { taxonomyFrom } from '../catalog/taxonomy-from.ts';
import { objectionsTo } from './issue-form-rules.ts';
import { call, git, put, taxonomyPath, temporaryFolder, temporaryLibrary } from './temporary-library.ts';

const pullRequest = '.github/PULL_REQUEST_TEMPLATE.md';
const folder = '.github/ISSUE_TEMPLATE';
const propose = `${folder}/propose-pattern.yml`;
const paths = [
  pullRequest,
  ...['propose-pattern', 'pattern-is-wrong', 'rule-is-wrong', 'config'].map(name => `${folder}/${name}.yml`),
];
const handbook = `# Handbook

## Quality Metrics

| Metric | Requirement | Evidence |
|---|---|---|
| Ethics | Considered | \`ethics\` · a maintainer |
| Links | All lead somewhere | \`links\` |
| Security | Threat model included | a maintainer |
`;
const read = (root: string, path: string): string => readFileSync(join(root, path), 'utf8');

/** A library without patterns, as it is on its first day. */
function emptyLibrary(more: Record<string, string> = {}): string {
  const root = temporaryLibrary({
    [taxonomyPath]: exampleTaxonomy,
    'patterns/ml/README.md': handbook,
    ...more,
  });
  git(root, 'init', '--quiet');
  return root;
}

describe('patterns templates', () => {
  test('writes them, then finds nothing to do', async () => {
    const root = emptyLibrary();
    const wrote = paths.map(path => `Wrote ${path}\n`).join('');
    expect(await call(templatesCommand, root, [])).toEqual({ code: 0, stdout: wrote, stderr: '' });
    expect(readdirSync(join(root, folder))).toHaveLength(4);
    const again = { code: 0, stdout: 'The templates are up to date.\n', stderr: '' };
    expect(await call(templatesCommand, join(root, 'patterns'), [])).toEqual(again);
    expect(await call(templatesCommand, root, ['--check'])).toEqual(again);
  });

  test('--check writes nothing and says what is missing or out of date', async () => {
    const root = emptyLibrary();
    const missing = await call(templatesCommand, root, ['--check']);
    expect(missing.code).toBe(1);
    expect(missing.stdout).toBe(
      `${paths.map(path => `${path} is missing.\n`).join('')}Run: patterns templates\n`,
    );
    expect(readdirSync(root)).not.toContain('.github');
    await call(templatesCommand, root, []);
    put(root, { [taxonomyPath]: exampleTaxonomy.replace('title: Privacy', 'title: Secrecy') });
    expect(await call(templatesCommand, root, ['--check'])).toEqual({
      code: 1,
      stdout: `${propose} is out of date.\nRun: patterns templates\n`,
      stderr: '',
    });
    expect((await call(templatesCommand, root, [])).stdout).toBe(`Wrote ${propose}\n`);
    expect(read(root, propose)).toContain('Secrecy (ml/privacy)');
  });

  test('leaves alone what somebody has written by hand', async () => {
    const own = '# Our own template\n';
    const root = emptyLibrary({ [pullRequest]: own });
    const { code, stderr } = await call(templatesCommand, root, []);
    expect(code).toBe(0);
    expect(stderr).toContain(`Left alone: ${pullRequest} was written by hand.`);
    expect(read(root, pullRequest)).toBe(own);
    expect((await call(templatesCommand, root, ['--check'])).code).toBe(0);
  });

  test.each([
    ['no library', () => temporaryFolder(), [], 'No library found'],
    [
      'a taxonomy that is broken',
      () => emptyLibrary({ [taxonomyPath]: 'domain: ml\n' }),
      [],
      'cannot be used',
    ],
    ['a path', () => emptyLibrary(), ['patterns/ml'], 'no path is expected here'],
    ['an option that it does not know', () => emptyLibrary(), ['--chek'], 'Did you mean --check?'],
  ])('%s: exit 2 and a sentence', async (_, library, args, sentence) => {
    const { code, stderr } = await call(templatesCommand, library(), args);
    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });

  test('names the command as it is typed in the library, however it was called', async () => {
    const root = emptyLibrary({ 'package.json': '{ "scripts": { "patterns": "pattern-librarian" } }' });
    await call(templatesCommand, root, []);
    expect(read(root, pullRequest)).toContain('npm run patterns -- check');
    const other = emptyLibrary({ 'package.json': '{ not JSON' });
    await call(templatesCommand, other, []);
    expect(read(other, pullRequest)).toContain(': patterns check -->');
  });
});

const metric = (name: string, requirement: string): Metric => ({
  name,
  requirement,
  rules: [],
  maintainer: true,
  range: startOfFile,
});
const made = (metrics: readonly Metric[] = []): Record<string, string> =>
  templates({ taxonomies: [taxonomyFrom(exampleTaxonomy)], metrics, command: 'patterns' });

describe('the pull-request template', () => {
  test('shows what is to be filled in and ticked, and nothing else, when it is left as it is', async () => {
    const shown = await renderMarkdown(made([metric('Ethics', 'Considered')])[pullRequest] ?? '');
    expect(
      shown
        .replace(/<[^>]+>/g, '')
        .trim()
        .split(/\s*\n\s*/),
    ).toEqual([
      'What this brings',
      'Which pattern',
      'What only you can say',
      expect.stringContaining('I have read the sources'),
      expect.stringContaining('are mine to give'),
      expect.stringContaining('Where I have an interest'),
    ]);
    expect(shown.match(/type="checkbox"/g)).toHaveLength(3);
  });

  test('asks what a maintainer will ask, row by row of the quality table', async () => {
    const root = emptyLibrary();
    await call(templatesCommand, root, []);
    const text = read(root, pullRequest);
    expect(text).toContain('\nEthics: Is it honest, and is anyone affected missing?\n');
    expect(text).toContain('\nSecurity: Is the requirement met: Threat model included?\n');
    expect(text).not.toContain('Links:');
  });

  test('is short, and holds neither a command nor a mention nor a reference', () => {
    const text = read('.', pullRequest);
    expect(text.length).toBeLessThan(1_600);
    expect(commandsIn(text)).toEqual([]);
    expect(text).not.toMatch(/@|#\d|https?:|\b(close|fix|resolve)[sd]?\b/i);
  });

  test('is not broken by what stands in a quality table', async () => {
    const rows = [metric('A --> <b>x</b>', 'B --> ![i](https://example.org) --!> @team <!--')];
    const shown = await renderMarkdown(made(rows)[pullRequest] ?? '');
    expect(shown.trim()).toBe((await renderMarkdown(made()[pullRequest] ?? '')).trim());
  });
});

describe('the issue forms', () => {
  const forms = paths.slice(1, -1);

  test.each(forms)('%s is one that GitHub shows, here and in any library', path => {
    expect(objectionsTo(read('.', path))).toEqual([]);
    expect(objectionsTo(made()[path] ?? '')).toEqual([]);
  });

  test('offer the categories and frameworks of the taxonomy', () => {
    const { body } = parse(made()[propose] ?? '') as {
      body: { id?: string; attributes: { options: string[] } }[];
    };
    const offered = (id: string): string[] | undefined =>
      body.find(item => item.id === id)?.attributes.options;
    expect(offered('category')).toEqual([
      'Optimization (ml/optimization)',
      'Serving (ml/serving)',
      'Monitoring (ml/monitoring)',
      'Privacy (ml/privacy)',
      'Not sure',
    ]);
    expect(offered('frameworks')).toEqual(['PyTorch', 'Scikit-learn', 'Framework-agnostic']);
  });

  test('the chooser has only what GitHub reads', () => {
    const chooser: unknown = parse(read('.', `${folder}/config.yml`));
    expect(chooser).toEqual({
      blank_issues_enabled: true,
      contact_links: [
        { name: expect.any(String), url: expect.stringMatching(/^https:\/\//), about: expect.any(String) },
      ],
    });
  });

  const form = (body: string): string => `name: A\ndescription: B\nbody:\n${body}`;
  const input = (more: string): string => `  - type: input\n    ${more}\n    attributes: { label: C }\n`;
  test.each([
    ['no name', 'description: B\nbody: [{ type: input, attributes: { label: C } }]'],
    ['an empty description', 'name: A\ndescription: " "\nbody: [{ type: input, attributes: { label: C } }]'],
    ['nothing to fill in', form('  - type: markdown\n    attributes: { value: x }\n')],
    ['an unknown type', form('  - type: x\n    attributes: { label: C }\n')],
    ['an unknown key', form(input('x: y'))],
    ['an id with a space', form(input('id: a b'))],
    ['an id twice', form(input('id: a') + input('id: a').replace('C', 'D'))],
    ['a label twice', form(input('id: a') + input('id: b').replace('C', '"C?"').replace('C?', 'c'))],
    ['an empty label', form(input('id: a').replace('C', '""'))],
    ['a label that asks for secrets', form(input('id: a').replace('C', 'Password'))],
    ['an option None', form('  - type: dropdown\n    attributes: { label: C, options: [None, Some] }\n')],
    ['an option twice', form('  - type: dropdown\n    attributes: { label: C, options: [x, x] }\n')],
    [
      'an option that is a boolean',
      form('  - type: dropdown\n    attributes: { label: C, options: [yes, x] }\n'),
    ],
    ['no options', form('  - type: dropdown\n    attributes: { label: C, options: [] }\n')],
    [
      'a placeholder in a dropdown',
      form('  - type: dropdown\n    attributes: { label: C, placeholder: y, options: [x] }\n'),
    ],
    [
      'an id on Markdown',
      form(`  - type: markdown\n    id: x\n    attributes: { value: x }\n${input('id: a')}`),
    ],
    ['an unknown key at the top', `labelz: [x]\n${form(input('id: a'))}`],
  ])('the rules that they are tested by refuse a form with %s', (_, source) => {
    expect(objectionsTo(source)).not.toEqual([]);
  });
});
