import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { withAreasOfCopies } from './identity.ts';
import { foldersOf, type LibraryKind } from './library.ts';
import { readOriginals } from './original.ts';

const execute = promisify(execFile);
const repository = join(import.meta.dirname, '../..');

/** Writes a library as a contributor has it: a clean clone whose `origin/main` is its HEAD. */
export async function writeLibrary(directory: string, kind: LibraryKind): Promise<void> {
  const domain = join(repository, 'patterns/ml');
  const originals = await readOriginals(domain);
  await mkdir(join(directory, 'patterns/ml'), { recursive: true });
  for (const name of ['README.md', 'requirements.txt', 'measure'])
    await cp(join(domain, name), join(directory, 'patterns/ml', name), {
      recursive: true,
      filter: path => !path.includes('__pycache__'),
    });
  const taxonomy = await readFile(join(domain, 'taxonomy.yaml'), 'utf8');
  await writeFile(join(directory, 'patterns/ml/taxonomy.yaml'), withAreasOfCopies(taxonomy, originals));
  for (const { path, files } of foldersOf(originals, kind)) await writeFolder(join(directory, path), files);
  await git(directory, 'init', '--quiet', '--initial-branch=main');
  await commitAll(directory, 'A library of the benchmark');
}

/** Commits everything as what is on the default branch of `origin` too, and packs it, as a fresh clone is packed. */
export async function commitAll(directory: string, message: string): Promise<void> {
  await git(directory, 'add', '--all');
  await git(directory, 'commit', '--quiet', '--message', message);
  await git(directory, 'update-ref', 'refs/remotes/origin/main', 'HEAD');
  await git(directory, 'symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/main');
  // Without looking for similar texts, which would take longer than all else.
  await git(directory, '-c', 'pack.window=0', 'repack', '-adq');
}

async function writeFolder(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

const identity = { name: 'Bench', email: 'bench@example.org', date: '2026-01-01T00:00:00Z' };

async function git(directory: string, ...words: string[]): Promise<void> {
  await execute('git', ['-c', 'maintenance.auto=false', '-c', 'core.compression=1', ...words], {
    cwd: directory,
    env: {
      PATH: process.env.PATH,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_SYSTEM: '/dev/null',
      GIT_AUTHOR_NAME: identity.name,
      GIT_AUTHOR_EMAIL: identity.email,
      GIT_AUTHOR_DATE: identity.date,
      GIT_COMMITTER_NAME: identity.name,
      GIT_COMMITTER_EMAIL: identity.email,
      GIT_COMMITTER_DATE: identity.date,
    },
  });
}
