import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };

const execute = promisify(execFile);
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'npmrc-'));
  copyFileSync('.npmrc', join(folder, '.npmrc'));
  mkdirSync(join(folder, 'worm'));
  const worm = { name: 'worm', version: '1.0.0', scripts: { postinstall: 'touch ../../ran' } };
  writeFileSync(join(folder, 'worm/package.json'), JSON.stringify(worm));
  await execute('npm', ['pack', '--pack-destination', folder, './worm'], { cwd: folder });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What npm says when a project with our .npmrc and this dependency is installed; null: it was. */
async function refusalOf(address: string): Promise<string | null> {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies: { worm: address } }));
  const installing = execute('npm', ['install', '--no-package-lock', '--no-save'], { cwd: folder });
  return installing.then(
    () => null,
    (error: { stderr: string }) => error.stderr,
  );
}

test('packages do not come from Git', async () => {
  expect(await refusalOf('git+http://127.0.0.1:1/worm.git')).toContain('EALLOWGIT');
});

test('an install script that nobody has allowed ends the installation, and does not run', async () => {
  expect(await refusalOf('file:worm-1.0.0.tgz')).toContain('ESTRICTALLOWSCRIPTS');
  expect(() => readFileSync(join(folder, 'ran'))).toThrow('ENOENT');
});

test('package.json says of each package with an install script whether it may', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { hasInstallScript?: boolean; os?: string[]; cpu?: string[] }>;
  };
  const withScript = Object.entries(lock.packages)
    .filter(([, { hasInstallScript, os, cpu }]) => {
      const isForHere = (os ?? ['linux']).includes('linux') && (cpu ?? ['x64']).includes('x64');
      return hasInstallScript && isForHere;
    })
    .map(([place]) => place.replace(/^.*node_modules\//, ''));
  expect(withScript.sort()).toEqual(Object.keys(packageJson.allowScripts).sort());
});
