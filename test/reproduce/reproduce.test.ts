import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { indexCommand } from '../../src/cli/index-command.ts';
import { reproduceCommand } from '../../src/cli/reproduce-command.ts';
import { call, commitAll, put, type Run, temporaryLibrary } from '../cli/temporary-library.ts';
import { benchmarkLibrary, folder, scriptWith } from './benchmark-library.ts';
import { measuredLibrary } from './measured-library.ts';
import { python } from './python.ts';

beforeEach(() => void vi.stubEnv('PYTHON', python ?? ''));
afterEach(() => vi.unstubAllEnvs());

const reproduce = (root: string, ...args: string[]): Promise<Run> => call(reproduceCommand, root, args);
const fileIn = (root: string, name: string): string => readFileSync(join(root, folder, name), 'utf8');

type Measured = { values: { error: number[] }; means: { error: number } };

describe.skipIf(python === null)('a benchmark', () => {
  test('whose text was edited is written anew from its results', async () => {
    const root = await measuredLibrary();
    const text = fileIn(root, 'README.md');
    writeFileSync(join(root, folder, 'README.md'), text.replace('| supports |', '| contradicts |'));
    expect(fileIn(root, 'README.md')).not.toBe(text);
    expect(await reproduce(root, folder, '--rewrite')).toMatchObject({ code: 0, stderr: '' });
    expect(fileIn(root, 'README.md')).toBe(text);
  });

  test('that was tampered with is told: which value at which point, and exit 1', async () => {
    const root = await measuredLibrary();
    const results = JSON.parse(fileIn(root, 'results.json'));
    // All candidates alike, so that everything in the file still follows from its values.
    for (const { values, means } of Object.values<Measured>(results.sweeps[0].points[1].candidates)) {
      values.error = values.error.map(value => value + 1);
      means.error += 1;
    }
    writeFileSync(join(root, folder, 'results.json'), JSON.stringify(results, null, 1));
    const { code, stdout } = await reproduce(root, 'ML-OPT-008', '--check');
    expect(code).toBe(1);
    expect(stdout).toMatch(/rows = 1,000\s+median: error\s+1\.07\s+0\.0678/);
    expect(stdout).toMatch(/chart\.svg\s+drawing/);

    results.sweeps[0].points[1].candidates.median.values.error[0] *= 2;
    writeFileSync(join(root, folder, 'results.json'), JSON.stringify(results, null, 1));
    const unreliable = await reproduce(root, 'ML-OPT-008', '--check');
    expect(unreliable.code).toBe(1);
    expect(unreliable.stderr).toMatch(/results\.json cannot be relied on \(line \d+: The mean is given as/);
  });

  test('whose script has changed is not compared', async () => {
    const root = await measuredLibrary();
    writeFileSync(join(root, folder, 'benchmark.py'), `${fileIn(root, 'benchmark.py')}\n`);
    const { code, stderr } = await reproduce(root, 'ML-OPT-008', '--check');
    expect(code).toBe(1);
    expect(stderr).toContain('benchmark.py has changed since results.json was written');
  });

  test('an agreement can be recorded, which makes the level “reproduced” until a file changes', async () => {
    const root = await measuredLibrary();
    expect((await reproduce(root, 'ML-OPT-008', '--check', '--record')).stdout).toContain(
      'Wrote patterns/ml/reproductions.json',
    );
    const level = async (): Promise<string> => {
      await call(indexCommand, root, []);
      const shard = JSON.parse(readFileSync(join(root, 'patterns/ml/optimization/index.json'), 'utf8'));
      return shard.patterns.find((entry: { fingerprint: string }) => entry.fingerprint === 'ML-OPT-008')
        .evidence.level;
    };
    expect(await level()).toBe('reproduced');
    put(root, { 'patterns/ml/measure/extra.py': '' });
    expect(await level()).toBe('benchmarked');
    put(root, { [`${folder}/benchmark.py`]: `${fileIn(root, 'benchmark.py')}\n` });
    expect(await level()).toBe('described');
  });

  test('the network is off: not even a server on this machine can be reached', async () => {
    const server = createServer(socket => socket.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    const connect = `import socket\ntry:\n    socket.create_connection(("127.0.0.1", ${port}), timeout=5)\nexcept OSError:\n    return {"error": 1.0}\nreturn {"error": 0.0}`;
    const root = benchmarkLibrary(scriptWith(connect));
    const { stdout } = await reproduce(root, 'ML-OPT-008');
    const results = JSON.parse(fileIn(root, 'results.json'));
    // A machine that allows no sandbox must say so.
    const isOff = stdout.includes('network off');
    expect(results.sweeps[0].points[0].candidates.mean.means.error).toBe(isOff ? 1 : 0);
    expect(results.made_by.network).toMatch(isOff ? /^off/ : /^not cut off/);
  });

  test.each([
    ['raises', scriptWith('raise ValueError("no such data")'), "candidate 'mean' at", 1],
    ['returns nothing', scriptWith('return {}'), "expected ['error']", 1],
    [
      'needs a package that is not there',
      `import no_such_package\n`,
      'There is no package no_such_package. Benchmarks and runnable blocks may use',
      1,
    ],
    ['prints no JSON', 'print("hello")\n', 'What it printed is no results file', 1],
    ['has a broken declaration', scriptWith('return {"error": 1.0}', '[1, 2]'), 'There are 2 seeds', 1],
    ['ends by itself', 'raise SystemExit(9)\n', 'exit code 9', 1],
  ])('that %s is told in a sentence, and nothing is written', async (_, script, sentence, exit) => {
    const root = benchmarkLibrary(script);
    const { code, stderr } = await reproduce(root, 'ML-OPT-008');
    expect(stderr).toContain(sentence);
    expect(code).toBe(exit);
    expect(readdirSync(join(root, folder)).sort()).toEqual(['README.md', 'benchmark.py']);
  });

  test('runnable blocks are executed first, and one that fails is shown', async () => {
    const root = benchmarkLibrary(undefined, 'x = 1\nassert x == 2, "one is not two"');
    const { code, stderr } = await reproduce(root, 'ML-OPT-008');
    expect(code).toBe(1);
    expect(stderr).toContain('one is not two');
  });

  test('what a script prints cannot steer the terminal, and it sees no secrets', async () => {
    vi.stubEnv('PRIVATE_KEY', 'secret');
    const root = benchmarkLibrary(
      scriptWith('import os\nraise ValueError("\\x1b[2J" + str("PRIVATE_KEY" in os.environ))'),
    );
    const { stderr } = await reproduce(root, 'ML-OPT-008');
    expect(stderr).not.toContain('\u001B');
    expect(stderr).toContain('False');
  });

  test.skipIf(process.arch !== 'x64')(
    'whatever the processor, it adds in the same order, unless somebody names another one',
    async () => {
      const root = benchmarkLibrary(
        scriptWith('import os\nraise ValueError("core " + os.environ["OPENBLAS_CORETYPE"])'),
      );
      vi.stubEnv('OPENBLAS_CORETYPE', undefined);
      expect((await reproduce(root, 'ML-OPT-008')).stderr).toContain('core Haswell');
      vi.stubEnv('OPENBLAS_CORETYPE', 'SkylakeX');
      expect((await reproduce(root, 'ML-OPT-008')).stderr).toContain('core SkylakeX');
    },
  );

  test('--changed takes what differs from the base, and everything when the module does', async () => {
    const root = benchmarkLibrary(scriptWith('return {"error": 1.0}'));
    commitAll(root);
    expect((await reproduce(root, '--changed', '--base', 'main')).stdout).toContain('has changed');
    put(root, { [`${folder}/note.txt`]: 'x' });
    expect((await reproduce(root, '--changed', '--base', 'main')).stdout).toContain('1 benchmark');
  });
});

test.each([
  [[], 'Name fingerprints or folders'],
  [['--all', 'ML-OPT-008'], 'Name fingerprints or folders'],
  [['ML-OPT-007'], 'No pattern with a benchmark.py has the fingerprint ML-OPT-007'],
  [['patterns'], 'No pattern under patterns has a benchmark.py'],
  [['--all', '--record'], 'needs --check'],
  [['--chekc'], 'Did you mean --check?'],
])('%j is refused with a sentence and exit 2', async (args, sentence) => {
  const { code, stderr } = await reproduce(temporaryLibrary(), ...args);
  expect(code).toBe(2);
  expect(stderr).toContain(sentence);
});

test('without Python one sentence says what to install', async () => {
  vi.stubEnv('PYTHON', '/nowhere/python3');
  const { code, stderr } = await reproduce(benchmarkLibrary(), '--all');
  expect(code).toBe(2);
  expect(stderr).toContain('There is no Python at /nowhere/python3');
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test.skipIf(python === null)(
  'a new draft with a benchmark runs, and the check has no error for it',
  async () => {
    const root = await measuredLibrary();
    const { code, stdout } = await call(checkCommand, root, [folder]);
    expect(code, stdout).toBe(0);
  },
);
