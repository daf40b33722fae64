import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { checkCommand } from '../../src/cli/check-command.ts';
import { indexCommand } from '../../src/cli/index-command.ts';
import { call, commitAll, git, goodFiles, temporaryFolder, temporaryLibrary } from './temporary-library.ts';

/** A sparse partial clone whose origin is out of reach: the files that it leaves out are nowhere on this machine. */

let clone: string;
beforeEach(() => {
  const origin = temporaryLibrary(goodFiles);
  git(origin, 'init', '--quiet');
  git(origin, 'config', 'uploadpack.allowFilter', 'true');
  commitAll(origin);
  clone = join(temporaryFolder(), 'clone');
  git(origin, 'clone', '--quiet', '--filter=blob:none', '--sparse', `file://${origin}`, clone);
  git(clone, 'sparse-checkout', 'set', 'patterns/ml/optimization/dynamic-batching');
  renameSync(origin, `${origin}-gone`);
});

test('nothing is said of files that cannot be read: that is no fault of theirs', async () => {
  const { code, stdout, stderr } = await call(checkCommand, clone, []);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('cannot be read from Git');
  expect(stderr).toContain('git sparse-checkout add');
});

test('no index is written without them', async () => {
  const { code, stderr } = await call(indexCommand, clone, []);
  expect(code).toBe(2);
  expect(stderr).toContain('cannot be read from Git');
  expect(() => readFileSync(join(clone, 'patterns/ml/INDEX.md'))).toThrow('ENOENT');
});
