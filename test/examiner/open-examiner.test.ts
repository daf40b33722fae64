import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { type Examination, examine } from '../../src/inspection/examine.ts';
import type { SourceFile } from '../../src/pattern/source-file.ts';

import { alone, examineAll, good, path, policy, withBody } from './examine-all.ts';
import { opened } from './opened.ts';

/** Plain data, as it is after crossing to another process. */
const plain = (examination: Examination): unknown => JSON.parse(JSON.stringify(examination));

const onLinux = process.platform === 'linux';

/** Processes that this one has started and that examine files, each with its arguments. */
function children(): { pid: number; args: string }[] {
  const listed = onLinux
    ? readdirSync('/proc')
        .filter(name => /^\d+$/.test(name))
        .flatMap(fromProc)
    : execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n').map(fromPs);
  return listed.filter(
    ({ parent, args }) =>
      parent === process.pid && args.includes('-process') && args.includes('--permission'),
  );
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

/** The process that an examiner has started since `before`. */
function childSince(before: { pid: number }[]): number {
  const [child] = children().filter(({ pid }) => before.every(other => other.pid !== pid));
  if (!child) throw new Error('no process was started');
  return child.pid;
}

test('many folders get more processes, of which one stays', async () => {
  const before = children().length;
  const examiner = opened({ processes: 2 });
  const names = Array.from({ length: 20 }, (_, index) => `p${index}`);
  const folders = names.map(name => alone(good(name)));
  const found = (await examiner.examine(folders, policy)).map(plain);
  expect(found).toEqual(folders.map(folder => plain(examine(folder, policy))));
  expect(children().length).toBe(before + 2);
  examiner.shrink();
  await expect.poll(() => children().length).toBe(before + 1);
  expect((await examiner.examine(folders, policy)).map(plain)).toEqual(found);
});

test('examines in another process what would be examined in this one', async () => {
  const files: SourceFile[] = [
    good('a'),
    { path: 'patterns/ml/README.md', text: '# Handbook\n\n| a | b |\n|---|---|\n| 1 | 2 |\n' },
    { path: 'patterns/ml/taxonomy.yaml', text: 'a: {b: [1, 🧠]}\n' },
    { path: 'patterns/ml/INDEX.md', text: 'never looked at' },
    { path: 'patterns/ml/helper.py', text: '' },
    { path: path('link'), unreadable: 'symlink' },
    withBody('b', '> '.repeat(100)),
  ];
  const folders = files.map(alone);
  const here = folders.map(folder => examine(folder, policy));
  expect(here.flatMap(({ findings }) => findings).length).toBeGreaterThan(0);
  expect((await opened().examine(folders, policy)).map(plain)).toEqual(here.map(plain));
});

test('files that need no parsing start no process', async () => {
  const before = children().map(({ pid }) => pid);
  await examineAll(opened(), [
    { path: 'patterns/ml/INDEX.md', text: '' },
    { path: path('a'), unreadable: 'binary' },
  ]);
  // Those of the tests before may end meanwhile.
  expect(children().filter(({ pid }) => !before.includes(pid))).toEqual([]);
});

test('200 files in parallel calls come back in their order', async () => {
  const examiner = opened();
  const calls = Array.from({ length: 20 }, (_, call) =>
    Array.from({ length: 10 }, (_, file) => good(`${call}-${file}`)),
  );
  const answers = await Promise.all(calls.map(files => examineAll(examiner, files)));
  expect(answers.map(files => files.map(file => file.path))).toEqual(
    calls.map(files => files.map(file => file.path)),
  );
  expect(answers.flat().every(file => file.kind === 'pattern')).toBe(true);
});

test('a file that runs out the clock is refused', async () => {
  const examiner = opened({ milliseconds: 1 });
  const [slow] = await examineAll(examiner, [good('slow')]);
  expect(slow).toEqual({
    kind: 'unreadable',
    path: path('slow'),
    reason: 'unfinished',
    detail: 'it takes more than 0.001 seconds',
  });
});

test('a busy machine is not blamed on the file: a process that hangs is replaced', async () => {
  const examiner = opened({ milliseconds: 4_000 });
  const before = children();
  await examineAll(examiner, [good('a')]);
  process.kill(childSince(before), 'SIGSTOP');
  const files = await examineAll(examiner, [good('b'), good('c')]);
  expect(files.map(file => file.kind)).toEqual(['pattern', 'pattern']);
});

test('the process has no environment, may write nothing and read nothing but this code', async () => {
  const before = children();
  await examineAll(opened(), [good('a')]);
  const child = childSince(before);
  const args = children().find(({ pid }) => pid === child)?.args ?? '';
  expect(args).toContain('--permission');
  expect(args).not.toMatch(/allow-fs-write|allow-child-process|allow-fs-read=\*|allow-addons|allow-worker/);
  expect(args.match(/allow-fs-read=[^\0 ]+/g)?.map(arg => arg.replace(/.*[\\/](?=.)/, ''))).toEqual([
    'src',
    'schemas',
    'node_modules/',
  ]);
  expect(process.env.PATH).toBeTruthy();
  if (onLinux) expect(readFileSync(`/proc/${child}/environ`, 'utf8')).not.toContain('PATH=');
});

test('files that run out the clock one after the other are not waited for without end', async () => {
  const files = await examineAll(opened({ milliseconds: 1 }), [1, 2, 3, 4, 5, 6].map(good));
  const details = files.map(file => (file.kind === 'unreadable' ? file.detail : ''));
  expect(details[0]).toBe('it takes more than 0.001 seconds');
  expect(details.at(-1)).toBe('it was not tried, for too many other files of the same change took too long');
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
      import { openExaminer } from './src/examiner/open-examiner.ts';
      const examiner = openExaminer();
      const folders = [${JSON.stringify(alone(good('a')))}];
      const [{ files }] = await examiner.examine(folders, ${JSON.stringify(policy)});
      console.log(files[0].kind);
      examiner.close();`;
    const args = ['--input-type=module', '--eval', script];
    expect(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' })).toBe('pattern\n');
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('a process that cannot even start is no file’s fault', async () => {
  await expect(opened({ megabytes: 1 }).parse([good('a')])).rejects.toThrow(
    /^the process that examines files does not start: it ended with /,
  );
});

test('a file that needs too much memory is refused, and the others are parsed', async () => {
  const examiner = opened({ megabytes: 48 });
  const heavy = withBody('heavy', '## a\n\n'.repeat(20_000));
  const [first, second, third] = await examineAll(examiner, [good('before'), heavy, good('after')]);
  expect(first?.kind).toBe('pattern');
  expect(second).toMatchObject({
    kind: 'unreadable',
    reason: 'unfinished',
    detail: expect.stringContaining('48 MB'),
  });
  expect(third?.kind).toBe('pattern');
});

test('a process killed from outside is replaced, idle or at work', async () => {
  const examiner = opened();
  const before = children();
  await examineAll(examiner, [good('a')]);
  process.kill(childSince(before), 'SIGKILL');
  const work = examineAll(
    examiner,
    Array.from({ length: 30 }, (_, index) => good(index)),
  );
  expect((await work).every(file => file.kind === 'pattern')).toBe(true);
  const more = examineAll(
    examiner,
    Array.from({ length: 30 }, (_, index) => good(index)),
  );
  process.kill(childSince(before), 'SIGKILL');
  expect((await more).every(file => file.kind === 'pattern')).toBe(true);
});

test('closing rejects what is under way and what comes later, and leaves no process', async () => {
  const examiner = opened();
  const before = children();
  await examineAll(examiner, [good('a')]);
  const child = childSince(before);
  const work = examineAll(
    examiner,
    Array.from({ length: 50 }, (_, index) => good(index)),
  );
  const waiting = examineAll(examiner, [good('b')]);
  const refused = Promise.allSettled([work, waiting]);
  examiner.close();
  for (const result of await refused)
    expect(result).toMatchObject({ status: 'rejected', reason: { message: 'the examiner is closed' } });
  await expect(examineAll(examiner, [good('c')])).rejects.toThrow('the examiner is closed');
  await expect.poll(() => children().some(({ pid }) => pid === child), { timeout: 10_000 }).toBe(false);
});

test('an idle examiner keeps no process alive, and its own ends with it', () => {
  const script = `
    import { openExaminer } from ${JSON.stringify(new URL('../../src/examiner/open-examiner.ts', import.meta.url).href)};
    const folders = [${JSON.stringify(alone(good('a')))}];
    const [{ files }] = await openExaminer().examine(folders, ${JSON.stringify(policy)});
    console.log(files[0].kind);`;
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    timeout: 60_000,
    encoding: 'utf8',
  });
  expect(output.trim()).toBe('pattern');
});
