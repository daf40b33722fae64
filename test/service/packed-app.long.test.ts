import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkOf } from '../end-to-end/contributor.ts';
import { emptyFolder, startApp } from './app-process.ts';
import { startGitHub } from './beside-github.ts';

test('the packed App, installed in an empty folder, reviews a pull request', async () => {
  const [packed, home] = [emptyFolder(), emptyFolder()];
  execFileSync(process.execPath, ['scripts/pack.ts', packed]);
  const said = execFileSync('npm', ['pack', '--json', '--pack-destination', packed, join(packed, 'app')], {
    encoding: 'utf8',
  });
  const [{ filename }] = JSON.parse(said.slice(said.indexOf('[')));
  writeFileSync(join(home, 'package.json'), '{}');
  execFileSync('npm', ['install', '--omit=dev', '--prefer-offline', join(packed, filename)], { cwd: home });

  const github = await startGitHub();
  const bin = resolve(home, 'node_modules/.bin/pattern-librarian');
  const app = startApp({ ...github.env, DATA_DIRECTORY: join(home, 'data') }, [
    process.execPath,
    bin,
    'serve',
  ]);
  github.sendTo(await app.url);
  const { library, pull } = await github.open();
  await expect.poll(() => checkOf(library, pull)?.conclusion, { timeout: 300_000 }).toBe('SUCCESS');
  // What is told to people comes after the verdict.
  await expect.poll(() => pull.comments.map(({ author }) => author.kind)).toEqual(['bot']);
  app.child.kill('SIGTERM');
  expect(await app.ended).toEqual({ code: 0, signal: null });
}, 900_000);
