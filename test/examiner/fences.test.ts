import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Examiner } from '../../src/examiner/open-examiner.ts';
import { installed } from '../../src/examiner/own-code.ts';
import { fencesHere, hasWalls } from '../../src/examiner/walls.ts';
import type { SourceFile } from '../../src/pattern/source-file.ts';
import { examineAll, good, path, policy, withBody } from './examine-all.ts';
import { opened } from './opened.ts';

const onLinux = process.platform === 'linux';
const areWalled = await hasWalls();

describe('fences hold whatever the process is driven to', () => {
  const planted = (word: string): SourceFile => withBody(word, `PLANTED ${word}`);
  const fenced = {
    processFile: resolve(import.meta.dirname, 'planted-process.ts'),
    readable: [...installed, resolve('test')],
  };
  const fates = async (examiner: Examiner, word: string): Promise<unknown[]> => {
    const files = await examineAll(examiner, [good('before'), planted(word), good('after')]);
    return files.map(file => (file.kind === 'unreadable' ? file.detail : file.kind));
  };

  test('what hangs is ended by the parent’s clock', async () => {
    const examiner = opened({ ...fenced, milliseconds: 2_000 });
    expect(await fates(examiner, 'hang')).toEqual(['pattern', 'it takes more than 2 seconds', 'pattern']);
  });

  test.runIf(onLinux)('memory outside the heap is bounded by the system', async () => {
    const detail = expect.stringContaining('it takes more than 256 MB of memory');
    expect(await fates(opened(fenced), 'allocate')).toEqual(['pattern', detail, 'pattern']);
  });

  test.runIf(onLinux)('buffers of more than the heap may have are beyond the bound as well', async () => {
    const detail = expect.stringContaining('it takes more than 256 MB of memory');
    expect(await fates(opened(fenced), 'buffers')).toEqual(['pattern', detail, 'pattern']);
  });

  test.runIf(areWalled)(
    'with namespaces, which are here, it reaches neither other processes nor the network',
    async () => {
      const reached: unknown[] = [];
      const server = createServer(socket => reached.push(socket.destroy())).listen(0, '127.0.0.1');
      await once(server, 'listening');
      const other = spawn('sleep', ['60'], { stdio: 'ignore' });
      const examiner = opened(fenced);
      const { port } = server.address() as AddressInfo;
      const said = [
        withBody('a', `PLANTED connect ${port}`),
        withBody('b', `PLANTED signal ${other.pid}`),
        good('c'),
      ];
      const files = await examineAll(examiner, said);
      expect(files.map(({ kind }) => kind)).toEqual(['pattern', 'pattern', 'pattern']);
      expect(reached).toEqual([]);
      expect(other.signalCode).toBeNull();
      other.kill();
      server.close();
      expect(await fencesHere()).toMatchObject({ missing: null });
    },
  );

  test.runIf(!areWalled)(
    'without namespaces, as here, it is said that it may reach the network',
    async () => {
      expect((await fencesHere()).missing).toMatch(/^the network/);
    },
  );

  test('where only one file of a folder is to blame, the others are read', async () => {
    const folder = path('both').replace('/README.md', '');
    const files: SourceFile[] = [good('both'), { path: `${folder}/benchmark.py`, text: '# PLANTED hang\n' }];
    const examiner = opened({ ...fenced, milliseconds: 2_000 });
    const [examination] = await examiner.examine([{ path: folder, files }], policy);
    expect(examination?.files.map(({ kind }) => kind)).toEqual(['pattern', 'unreadable']);
  });
});
