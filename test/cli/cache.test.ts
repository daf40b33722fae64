import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { directoryTree } from '../../src/cli/directory-tree.ts';
import { diskCache } from '../../src/cli/disk-cache.ts';
import { fileIds } from '../../src/cli/file-ids.ts';
import type { Examiner } from '../../src/examiner/open-examiner.ts';
import type { Examination } from '../../src/inspection/examine.ts';
import { withTexts } from '../../src/inspection/tree.ts';
import { examineFiles } from '../../src/planning/examine-files.ts';
import { cachingPath } from '../../src/rules/examples/example.ts';

/** What the command line remembers of a library between two runs. */

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'cache-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe('examinations', () => {
  const examination = { findings: [], facts: { folder: 'a\nb' } } as unknown as Examination;
  const open = () => diskCache(join(directory, 'examinations'));
  const found = async (cache: ReturnType<typeof open>, ...keys: string[]) =>
    Object.fromEntries(await cache.get(keys));
  const saved = (...keys: string[]) => {
    const cache = open();
    for (const key of keys) cache.put(key, examination);
    cache.save();
  };

  test('are found by the next run, by their whole key', async () => {
    saved('one', 'two');
    expect(await found(open(), 'two', 'tw', 'one')).toEqual({ one: examination, two: examination });
  });

  test('that are broken on the disk are made again, and take no others with them', async () => {
    saved('one', 'two');
    const file = join(directory, 'examinations');
    const [first, second] = readFileSync(file, 'utf8').split('\n') as [string, string];
    for (const broken of [
      first.slice(0, -3),
      first.replace(/ .*/, ' {}'),
      first.replace(/ .*/, ' null'),
      '',
      '\0',
    ]) {
      writeFileSync(file, `${broken}\n${second}\n`);
      expect(await found(open(), 'one', 'two')).toEqual({ two: examination });
    }
  });

  test('are all made again when there is no file, or a folder in its place', async () => {
    expect(await found(open(), 'one')).toEqual({});
    expect(await found(diskCache(directory), 'one')).toEqual({});
  });

  test('that nobody asks for any more go with the next that is new', async () => {
    saved('one', 'two');
    const next = open();
    await next.get(['two']);
    next.put('three', examination);
    next.save();
    expect(await found(open(), 'one', 'two', 'three')).toEqual({ two: examination, three: examination });
  });
});

describe('what was so at one moment only', () => {
  test('is not remembered: a folder that took too long is examined again', async () => {
    const folder = cachingPath.slice(0, cachingPath.lastIndexOf('/'));
    const files = [{ path: cachingPath, id: '1'.repeat(40) }];
    const tree = {
      list: async () => files,
      read: async () => new Map([[cachingPath, { path: cachingPath, text: '# Text' }]]),
      exist: async () => new Map(),
    };
    const cache = diskCache(join(directory, 'examinations'));
    const policy = { domain: 'ml', taxonomy: null, rules: false };
    const examine = async (reason: 'too-complex' | 'binary') => {
      const file = { kind: 'unreadable' as const, path: cachingPath, reason, detail: '' };
      const made = { path: folder, files: [file], findings: [], faults: [] };
      const examiner = { examine: async () => [made] } as unknown as Examiner;
      const { examinations } = await examineFiles({ examiner, cache }, tree, files, policy);
      return examinations.flatMap(({ files }) => files);
    };
    expect(await examine('too-complex')).toMatchObject([{ reason: 'too-complex' }]);
    expect(await examine('binary')).toMatchObject([{ reason: 'binary' }]);
    expect(await examine('too-complex')).toMatchObject([{ reason: 'binary' }]);
  });
});

describe('the ids of files', () => {
  const path = cachingPath;
  const seconds = (ago: number) => new Date(Date.now() - ago * 1000);
  const open = () => fileIds(join(directory, 'ids'));
  const stateOf = (name: string) => statSync(join(directory, name), { bigint: true });

  /** As `statSync` tells it, of a file whose inode was last changed long ago, which no call can set. */
  const settled = (name: string) => {
    const state = stateOf(name);
    const ctimeMs = BigInt(seconds(60).getTime());
    return Object.assign(state, { ctimeMs, mtimeMs: ctimeMs });
  };

  function remembered(): void {
    writeFileSync(join(directory, 'file'), 'one');
    const ids = open();
    ids.remember(path, settled('file'), '1'.repeat(40));
    ids.save();
  }

  test('are known while nobody touches the file', () => {
    remembered();
    expect(open().idOf(path, stateOf('file'))).toBe('1'.repeat(40));
    expect(open().idOf(`${path}x`, stateOf('file'))).toBe(null);
  });

  test('are not, when its text is another of the same length and somebody has set its clock back', () => {
    remembered();
    const { mtime } = statSync(join(directory, 'file'));
    writeFileSync(join(directory, 'file'), 'two');
    utimesSync(join(directory, 'file'), mtime, mtime);
    expect(open().idOf(path, stateOf('file'))).toBe(null);
  });

  test('of a file of a moment ago are not kept: the next change may leave no trace', () => {
    writeFileSync(join(directory, 'file'), 'one');
    const ids = open();
    ids.remember(path, stateOf('file'), '1'.repeat(40));
    expect(ids.idOf(path, stateOf('file'))).toBe(null);
    ids.save();
    expect(open().idOf(path, stateOf('file'))).toBe(null);
  });

  test('are looked up again where the record of them is broken', () => {
    remembered();
    const file = join(directory, 'ids');
    const whole = readFileSync(file, 'utf8');
    for (const broken of ['', '\0\0', whole.slice(0, -4), whole.replaceAll('1', 'x'), '1 2 3\n']) {
      writeFileSync(file, broken);
      expect(open().idOf(path, stateOf('file'))).toBe(null);
    }
  });

  test('of a file that has been written since are not its ids any more, and what is laid over it is not read', async () => {
    const folder = join(directory, 'library');
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'one');
    const old = statSync(join(folder, path), { bigint: true }).mtimeNs;
    const idOf = (_: string, { mtimeNs }: { mtimeNs: bigint }) => (mtimeNs === old ? '2'.repeat(40) : null);
    const tree = await directoryTree(folder, { idOf, remember: () => undefined });
    await tree.list(['patterns/ml']);
    writeFileSync(join(folder, path), 'fixed');
    const laid = withTexts(tree, new Map([[path, 'fixed']]));
    expect((await laid.read([path])).get(path)).toEqual({ path, text: 'fixed' });
    await tree.list(['patterns/ml']);
    expect((await tree.read([path])).get(path)).toEqual({ path, text: 'fixed' });
  });

  test('spare a tree the reading; what is another when it is read is not taken for what was listed', async () => {
    const folder = join(directory, 'library');
    const known = { idOf: () => '2'.repeat(40), remember: () => undefined };
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'one');
    const [listed] = await (await directoryTree(folder, known)).list(['patterns/ml']);
    expect(listed).toEqual({ path, id: '2'.repeat(40) });
    const tree = await directoryTree(folder, known);
    await tree.list(['patterns/ml']);
    await expect(tree.read([path])).rejects.toThrow(
      `${path} was changed while it was read. Run the command again.`,
    );
  });
});
