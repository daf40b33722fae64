import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wasmFile } from '../src/examiner/open-wasi.ts';

/**
 * Puts the WebAssembly module of satteri beside the code that opens it. npm would install its package only on machines of the
 * kind `wasm32`, or with `--force`, which brings the packages of all other machines as well. The lock file knows its digest.
 */
const name = '@bruits/satteri-wasm32-wasi';
const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8'));
const { version, integrity } = lock.packages[`node_modules/${name}`];

const folder = mkdtempSync(join(tmpdir(), 'satteri-'));
try {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const said = execFileSync(npm, ['pack', '--json', '--pack-destination', folder, `${name}@${version}`], {
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  const [packed] = JSON.parse(said);
  if (packed.integrity !== integrity) throw new Error(`${name} is not what package-lock.json says`);
  execFileSync('tar', ['-xzf', packed.filename], { cwd: folder });
  copyFileSync(join(folder, 'package/satteri_napi.wasm32-wasi.wasm'), wasmFile);
} catch (error) {
  const { message } = error as Error;
  console.warn(`Markdown will be parsed by micromark alone, ten times slower: ${message}`);
  if (existsSync(wasmFile)) rmSync(wasmFile);
} finally {
  rmSync(folder, { recursive: true });
}
