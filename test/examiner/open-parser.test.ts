import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openParser, type Parser } from '../../src/examiner/open-parser.ts';
import { type ParsedFile, parseFile } from '../../src/pattern/parsed-file.ts';
import type { SourceFile } from '../../src/pattern/source-file.ts';
import { cachingDraft } from '../../src/rules/examples/example.ts';

const path = (slug: string | number): string => `patterns/ml/optimization/${slug}/README.md`;
const good = (slug: string | number): SourceFile => ({ path: path(slug), text: cachingDraft });
const withBody = (slug: string, body: string): SourceFile => ({
  path: path(slug),
  text: `${cachingDraft}\n${body}\n`,
});
/** Plain data, as it is after crossing to another process. */
const plain = (file: ParsedFile): unknown => JSON.parse(JSON.stringify(file));

const open: Parser[] = [];
function opened(options?: Parameters<typeof openParser>[0]): Parser {
  const parser = openParser(options);
  open.push(parser);
  return parser;
}
afterEach(() => {
  for (const parser of open.splice(0)) parser.close();
});

const onLinux = process.platform === 'linux';

/** Processes that this one has started and that run the parser, each with its arguments. */
function children(): { pid: number; args: string }[] {
  const listed = onLinux
    ? readdirSync('/proc')
        .filter(name => /^\d+$/.test(name))
        .flatMap(fromProc)
    : execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n').map(fromPs);
  return listed.filter(({ parent, args }) => parent === process.pid && args.includes('parser-process'));
}

function fromProc(name: string) {
  try {
    const parent = Number(/\nPPid:\s+(\d+)/.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1]);
    return [{ pid: Number(name), parent, args: readFileSync(`/proc/${name}/cmdline`, 'utf8') }];
  } catch {
    return []; // it has ended meanwhile
  }
}

function fromPs(line: string) {
  const [, pid, parent, args = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
  return { pid: Number(pid), parent: Number(parent), args };
}

/** The process that a parser has started since `before`. */
function childSince(before: { pid: number }[]): number {
  const [child] = children().filter(({ pid }) => before.every(other => other.pid !== pid));
  if (!child) throw new Error('no process was started');
  return child.pid;
}

test('parses in another process what would be parsed in this one', async () => {
  const files: SourceFile[] = [
    good('a'),
    { path: 'patterns/ml/README.md', text: '# Handbook\n\n| a | b |\n|---|---|\n| 1 | 2 |\n' },
    { path: 'patterns/ml/taxonomy.yaml', text: 'a: {b: [1, 🧠]}\n' },
    { path: 'patterns/ml/INDEX.md', text: 'never looked at' },
    { path: 'patterns/ml/helper.py', text: '' },
    { path: path('link'), unreadable: 'symlink' },
    withBody('b', '> '.repeat(100)),
  ];
  expect((await opened().parse(files)).map(plain)).toEqual(files.map(parseFile).map(plain));
});

test('files that need no parsing start no process', async () => {
  const before = children().map(({ pid }) => pid);
  await opened().parse([
    { path: 'patterns/ml/INDEX.md', text: '' },
    { path: path('a'), unreadable: 'binary' },
  ]);
  // Those of the tests before may end meanwhile.
  expect(children().filter(({ pid }) => !before.includes(pid))).toEqual([]);
});

test('200 files in parallel calls come back in their order', async () => {
  const parser = opened();
  const calls = Array.from({ length: 20 }, (_, call) =>
    Array.from({ length: 10 }, (_, file) => good(`${call}-${file}`)),
  );
  const answers = await Promise.all(calls.map(files => parser.parse(files)));
  expect(answers.map(files => files.map(file => file.path))).toEqual(
    calls.map(files => files.map(file => file.path)),
  );
  expect(answers.flat().every(file => file.kind === 'pattern')).toBe(true);
});

test('a file that runs out the clock is refused', async () => {
  const parser = opened({ milliseconds: 1 });
  const [slow] = await parser.parse([good('slow')]);
  expect(slow).toEqual({
    kind: 'unreadable',
    path: path('slow'),
    reason: 'too-complex',
    detail: 'it takes more than 0.001 seconds',
  });
});

test('a busy machine is not blamed on the file: a process that hangs is replaced', async () => {
  const parser = opened({ milliseconds: 4_000 });
  const before = children();
  await parser.parse([good('a')]);
  process.kill(childSince(before), 'SIGSTOP');
  const files = await parser.parse([good('b'), good('c')]);
  expect(files.map(file => file.kind)).toEqual(['pattern', 'pattern']);
});

test('the process has no environment, may write nothing and read nothing but this code', async () => {
  const before = children();
  await opened().parse([good('a')]);
  const child = childSince(before);
  const args = children().find(({ pid }) => pid === child)?.args ?? '';
  expect(args).toContain('--permission');
  expect(args).not.toMatch(/allow-fs-write|allow-child-process|allow-fs-read=\*|allow-addons|allow-worker/);
  expect(args.match(/allow-fs-read=[^\0 ]+/g)?.map(arg => arg.replace(/.*[\\/](?=.)/, ''))).toEqual([
    'src',
    'node_modules/',
  ]);
  expect(process.env.PATH).toBeTruthy();
  if (onLinux) expect(readFileSync(`/proc/${child}/environ`, 'utf8')).not.toContain('PATH=');
});

test('files that run out the clock one after the other are not waited for without end', async () => {
  const files = await opened({ milliseconds: 1 }).parse([1, 2, 3, 4, 5].map(good));
  expect(files.map(file => (file.kind === 'unreadable' ? file.detail : ''))).toEqual([
    'it takes more than 0.001 seconds',
    'it takes more than 0.001 seconds',
    'it takes more than 0.001 seconds',
    'it was not tried, for too many other files of the same change took too long',
    'it was not tried, for too many other files of the same change took too long',
  ]);
});

test('packages may be links to where they are kept', () => {
  const root = mkdtempSync(join(tmpdir(), 'linked-'));
  try {
    for (const name of ['src', 'schemas', 'package.json'])
      cpSync(resolve(name), join(root, name), { recursive: true });
    mkdirSync(join(root, 'node_modules'));
    for (const name of readdirSync('node_modules'))
      if (!name.startsWith('.')) symlinkSync(resolve('node_modules', name), join(root, 'node_modules', name));
    const script = `
      import { openParser } from '../parsing/src/parsing/open-parser.ts';
      const parser = openParser();
      console.log((await parser.parse([${JSON.stringify(good('a'))}]))[0].kind);
      parser.close();`;
    const args = ['--input-type=module', '--eval', script];
    expect(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })).toBe('pattern\n');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('a process that cannot even start is no file’s fault', async () => {
  await expect(opened({ megabytes: 1 }).parse([good('a')])).rejects.toThrow(
    /^the process that parses files does not start: it ended with /,
  );
});

test('a file that needs too much memory is refused, and the others are parsed', async () => {
  const parser = opened({ megabytes: 24 });
  const heavy = withBody('heavy', '## a\n\n'.repeat(20_000));
  const [first, second, third] = await parser.parse([good('before'), heavy, good('after')]);
  expect(first?.kind).toBe('pattern');
  expect(second).toMatchObject({
    kind: 'unreadable',
    reason: 'too-complex',
    detail: expect.stringContaining('24 MB'),
  });
  expect(third?.kind).toBe('pattern');
});

test('a process killed from outside is replaced, idle or at work', async () => {
  const parser = opened();
  const before = children();
  await parser.parse([good('a')]);
  process.kill(childSince(before), 'SIGKILL');
  const work = parser.parse(Array.from({ length: 30 }, (_, index) => good(index)));
  expect((await work).every(file => file.kind === 'pattern')).toBe(true);
  const more = parser.parse(Array.from({ length: 30 }, (_, index) => good(index)));
  process.kill(childSince(before), 'SIGKILL');
  expect((await more).every(file => file.kind === 'pattern')).toBe(true);
});

test('closing rejects what is under way and what comes later, and leaves no process', async () => {
  const parser = opened();
  const before = children();
  await parser.parse([good('a')]);
  const child = childSince(before);
  const work = parser.parse(Array.from({ length: 50 }, (_, index) => good(index)));
  const waiting = parser.parse([good('b')]);
  const refused = Promise.allSettled([work, waiting]);
  parser.close();
  for (const result of await refused)
    expect(result).toMatchObject({ status: 'rejected', reason: { message: 'the parser is closed' } });
  await expect(parser.parse([good('c')])).rejects.toThrow('the parser is closed');
  await expect.poll(() => children().some(({ pid }) => pid === child), { timeout: 10_000 }).toBe(false);
});

test('an idle parser keeps no process alive, and its own ends with it', () => {
  const script = `
    import { openParser } from ${JSON.stringify(new URL('../../src/examiner/open-parser.ts', import.meta.url).href)};
    const [file] = await openParser().parse([{ path: 'patterns/ml/a/b/README.md', text: '# A' }]);
    console.log(file.kind);`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    timeout: 30_000,
    encoding: 'utf8',
  });
  expect(output.trim()).toBe('pattern');
});

const repeated = (unit: string): string =>
  Array(20)
    .fill(unit.repeat(Math.floor(4_900 / unit.length)))
    .join('\n');
const table = (columns: number, rows: number): string =>
  `|${'a|'.repeat(columns)}\n|${'-|'.repeat(columns)}\n${`|${'b|'.repeat(columns)}\n`.repeat(rows)}`;

/** Texts known to drive parsers of Markdown or YAML into minutes of work. */
const hostile: Record<string, string> = {
  ...Object.fromEntries(
    [
      '* ',
      '*_',
      'a*',
      '*_a ',
      '**a',
      '[',
      ']',
      '](',
      '![',
      '[a](',
      '[[a]',
      '[^a]',
      '<',
      '<a ',
      '<!--',
      '`',
      '``a',
      '&',
      '\\',
      '|',
      '> ',
      '- ',
      '1. ',
      '~a',
      '#',
      'a@b.',
      'www.a.',
      'http://',
      '\t',
    ].map(unit => [`${JSON.stringify(unit)} without end`, repeated(unit)]),
  ),
  '"* " 5,000 times': '* '.repeat(5000),
  '"*_" 5,000 times': '*_'.repeat(5000),
  '"[" 20,000 times': '['.repeat(20_000),
  'as many markers as are read': `${`${'*a _b '.repeat(165)}\n`.repeat(6)}\n`.repeat(10),
  'a table of 2,000 columns': table(2000, 3),
  'a table of 1,000 short rows': `|${'a|'.repeat(500)}\n|${'-|'.repeat(500)}\n${'b\n'.repeat(1000)}`,
  'lists within lists': Array.from({ length: 700 }, (_, index) => `${' '.repeat(index * 2)}- a`).join('\n'),
  'quotes on every line': `${'> '.repeat(39)}a\n`.repeat(120),
  'a quote and its lazy lines': `${'> '.repeat(39)}a\n${'a\n'.repeat(1900)}`,
  'lists on every line': `${'- '.repeat(39)}a\n`.repeat(120),
  'a thousand definitions': Array.from({ length: 1900 }, (_, index) => `[a${index}]: b`).join('\n\n'),
  'emphasis within emphasis': `${'*a '.repeat(900)}${'a* '.repeat(900)}`,
  'blank lines without end': '\n'.repeat(100_000),
};
const hostileYaml: Record<string, string> = {
  '10,000 keys': Array.from({ length: 10_000 }, (_, index) => `k${index}: 1`).join('\n'),
  'a flow 1,000 deep': `a: ${'['.repeat(1000)}${']'.repeat(1000)}`,
  'a flow 5,000 deep': 'a: {'.repeat(1200),
  'an alias bomb': `a: &a [x, x]\n${Array.from({ length: 50 }, (_, index) => `k${index}: &k${index} [*a, *a, *a]`).join('\n')}`,
  'a block 2,000 deep': '- '.repeat(2000),
};

describe('hostile texts are read or refused in good time, and the file after them is parsed', () => {
  const cases = [
    ...Object.entries(hostile).map(([name, body]) => [name, withBody('hostile', body)] as const),
    ...Object.entries(hostileYaml).map(
      ([name, text]) =>
        [`front matter: ${name}`, { path: path('hostile'), text: `---\n${text}\n---\n` }] as const,
    ),
    ...Object.entries(hostileYaml).map(
      ([name, text]) => [`taxonomy: ${name}`, { path: 'patterns/ml/taxonomy.yaml', text }] as const,
    ),
  ];
  const parser = openParser();
  afterAll(() => parser.close());

  test.each(cases)('%s', async (_, file) => {
    const [first, after] = await parser.parse([file, good('after')]);
    if (first?.kind === 'unreadable') expect(first.detail).not.toMatch(/seconds|memory/);
    else expect(['pattern', 'taxonomy']).toContain(first?.kind);
    expect(after?.kind).toBe('pattern');
  });
});
