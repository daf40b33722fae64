import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { indexCommand } from '../../src/cli/index-command.ts';
import { reproduceCommand } from '../../src/cli/reproduce-command.ts';
import { templatesCommand } from '../../src/cli/templates-command.ts';
import {
  cachingPath,
  call,
  commitAll,
  git,
  goodFiles,
  temporaryFolder,
  temporaryLibrary,
} from './temporary-library.ts';

/** Files that are tracked and not on the disk. */

/** Clones a library with one pattern of two on the disk. */
async function sparseClone(...options: string[]): Promise<{ origin: string; clone: string }> {
  const benchmark = cachingPath.replace('README.md', 'benchmark.py');
  const origin = temporaryLibrary({ ...goodFiles, [benchmark]: 'print(1)\n' });
  git(origin, 'init', '--quiet');
  git(origin, 'config', 'uploadpack.allowFilter', 'true');
  await call(templatesCommand, origin, []);
  commitAll(origin);
  const clone = join(temporaryFolder(), 'clone');
  git(origin, 'clone', '--quiet', '--sparse', ...options, `file://${origin}`, clone);
  git(clone, 'sparse-checkout', 'set', 'patterns/ml/optimization/dynamic-batching');
  return { origin, clone };
}

describe('a sparse checkout', () => {
  test('is checked by the name of a pattern that is not on the disk', async () => {
    const { clone } = await sparseClone();
    const { code, stdout } = await call(checkCommand, clone, ['patterns/ml/optimization/prediction-caching']);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('1 pattern, 0 errors') });
  });

  test('has its templates, wherever they are', async () => {
    const { clone } = await sparseClone();
    expect(await call(templatesCommand, clone, ['--check'])).toEqual({
      code: 0,
      stdout: 'The templates are up to date.\n',
      stderr: '',
    });
  });

  test('runs no benchmark that is not on the disk, and says how to get it', async () => {
    const { clone } = await sparseClone();
    const { code, stderr } = await call(reproduceCommand, clone, ['ML-OPT-008']);
    expect(code).toBe(2);
    expect(stderr).toContain('git sparse-checkout add patterns/ml/optimization/prediction-caching');
  });
});

describe('a partial clone whose origin is out of reach', () => {
  async function cutOff(): Promise<string> {
    const { origin, clone } = await sparseClone('--filter=blob:none');
    renameSync(origin, `${origin}-gone`);
    return clone;
  }

  test('blames no file for that', async () => {
    const { code, stdout, stderr } = await call(checkCommand, await cutOff(), []);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('cannot be read from Git');
    expect(stderr).toContain('git sparse-checkout add');
  });

  test('gets no index without what is missing', async () => {
    const clone = await cutOff();
    const { code, stderr } = await call(indexCommand, clone, []);
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be read from Git');
    expect(() => readFileSync(join(clone, 'patterns/ml/INDEX.md'))).toThrow('ENOENT');
  });
});
