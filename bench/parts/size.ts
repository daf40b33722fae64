import { execFile } from 'node:child_process';
import { lstatSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { megabytes, whole } from '../report/figures.ts';
import type { PartReport } from '../report/record.ts';
import type { PartContext } from './context.ts';

const execute = promisify(execFile);
const repository = resolve(import.meta.dirname, '../..');

/** Installs each package as people do, and clones the repository as contributors do, and tells what lies there then. */
export async function sizePart({ options, workplace, say }: PartContext): Promise<PartReport> {
  const rows: string[][] = [];
  for (const { name, path } of options.packages) {
    say(`installing ${name}`);
    const directory = workplace.emptyFolder();
    const tarball = statSync(path).isDirectory() ? await packed(path, directory) : path;
    const home = workplace.emptyFolder();
    writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
    await npm(home, 'install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', tarball);
    const size = sizeOf(join(home, 'node_modules'));
    rows.push([`${name}, installed`, megabytes(size.bytes), whole(size.files), whole(packagesIn(home))]);
    const { size: packedBytes } = statSync(tarball);
    rows.push([`${name}, its tarball`, `${(packedBytes / 1e6).toFixed(2)} MB`, '1', '']);
  }
  const clone = join(workplace.emptyFolder(), 'clone');
  say('cloning');
  await execute('git', ['clone', '--quiet', `file://${repository}`, clone]);
  const bare = sizeOf(clone);
  rows.push(['a clone', megabytes(bare.bytes), whole(bare.files), '']);
  say('npm ci in the clone');
  await npm(clone, 'ci', '--no-audit', '--no-fund');
  const full = sizeOf(clone);
  rows.push(['a clone after npm ci', megabytes(full.bytes), whole(full.files), whole(packagesIn(clone))]);
  return {
    title: 'What an installation takes',
    notes: [
      'Packages are installed with `npm install --omit=dev` of the tarball of `npm pack`; blocks on disk, as `du` counts them.',
    ],
    tables: [{ title: 'On disk', header: ['What', 'Size', 'Files', 'Packages'], rows }],
    curves: [],
  };
}

async function npm(directory: string, ...words: string[]): Promise<string> {
  const { stdout } = await execute('npm', words, { cwd: directory, maxBuffer: 1e8 });
  return stdout;
}

async function packed(path: string, to: string): Promise<string> {
  await npm(path, 'pack', '--pack-destination', to);
  const [name] = readdirSync(to);
  if (name === undefined) throw new Error(`npm pack has made nothing of ${path}.`);
  return join(to, name);
}

/** Sums what lies in a folder; a file with several names is counted once. */
function sizeOf(folder: string): { bytes: number; files: number } {
  const seen = new Set<number>();
  let bytes = 0;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const { ino, blocks } = lstatSync(join(folder, name));
    if (seen.has(ino)) continue;
    seen.add(ino);
    bytes += blocks * 512;
  }
  return { bytes, files: seen.size };
}

function packagesIn(home: string): number {
  const names = readdirSync(join(home, 'node_modules'), { recursive: true, encoding: 'utf8' });
  return names.filter(name => /(?:^|node_modules\/)(?:@[^/]+\/)?[^/@.][^/]*\/package\.json$/.test(name))
    .length;
}
