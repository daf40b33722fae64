import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { setInEnvFile } from '../../src/intake/env-file.ts';
import { rsaKey } from './rsa-key.ts';

const directory = mkdtempSync(join(tmpdir(), 'env-file-'));
const file = join(directory, '.env');
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('values come back as they were, other lines stay, and only the owner can read', () => {
  const key = rsaKey();
  writeFileSync(file, '# mine\nPORT=8080\r\nAPP_ID=\n WEBHOOK_SECRET = old\nAPP_ID_OLD=1\n\n\n', {
    mode: 0o644,
  });
  setInEnvFile(file, { APP_ID: '321', PRIVATE_KEY: key, WEBHOOK_SECRET: "a#b $c 'd' \\n" });
  const text = readFileSync(file, 'utf8');
  expect(text.startsWith('# mine\nPORT=8080\nAPP_ID_OLD=1\nAPP_ID=321\n')).toBe(true);
  expect(parseEnv(text)).toMatchObject({ PORT: '8080', APP_ID_OLD: '1', APP_ID: '321', PRIVATE_KEY: key });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(() => setInEnvFile(file, { APP_ID: '1"\nPATH="' })).toThrow('APP_ID cannot be written');
  expect(readFileSync(file, 'utf8')).toBe(text);
});
