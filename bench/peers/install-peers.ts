import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { peers } from './peers.ts';

const execute = promisify(execFile);
const configurations = ['remarkrc.mjs', 'default.markdownlint-cli2.yaml', 'rumdl.toml', 'panache.toml'];

/** Installs the peers beside the libraries, never into the project, and gives the folder. */
export async function installPeers(workplace: string): Promise<string> {
  const installed = join(workplace, 'peers');
  mkdirSync(installed, { recursive: true });
  for (const name of configurations) cpSync(join(import.meta.dirname, name), join(installed, name));
  writeSchema(join(installed, 'pattern.schema.json'));
  const named = (registry: 'npm' | 'PyPI'): string[] =>
    peers.filter(peer => peer.registry === registry).flatMap(({ packages }) => packages);
  const wanted = JSON.stringify([...named('npm'), ...named('PyPI')]);
  const finished = join(installed, 'finished.json');
  if (existsSync(finished) && readFileSync(finished, 'utf8') === wanted) return installed;
  rmSync(finished, { force: true });
  writeFileSync(join(installed, 'package.json'), '{ "private": true }\n');
  await execute('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', ...named('npm')], {
    cwd: installed,
  });
  await execute('python3', ['-m', 'venv', join(installed, 'python')]);
  await execute(join(installed, 'python/bin/pip'), ['install', '--quiet', '--no-deps', ...named('PyPI')]);
  writeFileSync(finished, wanted);
  return installed;
}

/** Ours, without the dialect that the validator of remark's plugin does not know. */
function writeSchema(path: string): void {
  const own = readFileSync(join(import.meta.dirname, '../../schemas/pattern.schema.json'), 'utf8');
  const { $schema: _, ...schema } = JSON.parse(own);
  writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
}
