import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { reproduceCommand } from '../../src/cli/reproduce-command.ts';
import { call, temporaryFolder } from '../cli/temporary-library.ts';
import { benchmarkLibrary } from './benchmark-library.ts';

let measured: string | null = null;
afterAll(() => measured === null || rmSync(measured, { recursive: true }));

/** `benchmarkLibrary` after `patterns reproduce`: measured once for all tests of a file, and a copy for each. */
export async function measuredLibrary(): Promise<string> {
  measured ??= await measure();
  const copy = temporaryFolder();
  cpSync(measured, copy, { recursive: true });
  return copy;
}

async function measure(): Promise<string> {
  const root = benchmarkLibrary();
  const { code, stderr } = await call(reproduceCommand, root, ['ML-OPT-008']);
  if (code !== 0) throw new Error(`The library cannot be measured: ${stderr}`);
  const kept = mkdtempSync(join(tmpdir(), 'measured-'));
  cpSync(root, kept, { recursive: true });
  return kept;
}
