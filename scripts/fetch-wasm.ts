import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wasmFile } from '../src/examiner/open-wasi.ts';
import { wasmPackage } from './pack/copy-wasm.ts';

/**
 * Puts the WebAssembly module of satteri beside the code that opens it, and a copy into the folder that is named, if one is. npm
 * leaves its package out, which is for machines of the kind `wasm32`. The lock file knows its digest.
 */
const target = fileURLToPath(wasmFile);
const [folder] = process.argv.slice(2);

try {
  if (folder === undefined || !existsSync(target)) fetchModule();
  if (folder !== undefined) copyFileSync(target, join(folder, basename(target)));
} catch (error) {
  const { message } = error as Error;
  console.warn(`There is no WebAssembly to parse Markdown with, so it takes longer: ${message}`);
}

function fetchModule(): void {
  const lock = JSON.parse(readFileSync(join(import.meta.dirname, '../package-lock.json'), 'utf8'));
  const { version, integrity } = lock.packages[`node_modules/${wasmPackage}`];
  const folder = mkdtempSync(join(tmpdir(), 'satteri-'));
  const isWindows = process.platform === 'win32';
  try {
    const said = execFileSync(
      isWindows ? 'npm.cmd' : 'npm',
      ['pack', '--json', '--pack-destination', folder, `${wasmPackage}@${version}`],
      { encoding: 'utf8', shell: isWindows },
    );
    const [packed] = JSON.parse(said);
    if (packed.integrity !== integrity) throw new Error(`${wasmPackage} is not what package-lock.json says`);
    execFileSync('tar', ['-xzf', packed.filename], { cwd: folder });
    copyFileSync(join(folder, 'package/satteri_napi.wasm32-wasi.wasm'), target);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
