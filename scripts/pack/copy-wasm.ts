import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { wasmFile } from '../../src/examiner/open-wasi.ts';

/** The package for WebAssembly of what parses Markdown fast. */
export const wasmPackage = '@bruits/satteri-wasm32-wasi';

/** Puts the fast parser of Markdown beside the bundle of the process that opens it. Throws where scripts/fetch-wasm.ts could not bring it. */
export function copyWasm(lib: string): void {
  copyFileSync(fileURLToPath(wasmFile), join(lib, 'satteri.wasm'));
}
