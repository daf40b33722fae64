import { expect, test } from 'vitest';
import { reproduceCommand } from '../../src/cli/reproduce-command.ts';
import { call } from '../cli/temporary-library.ts';
import { python } from '../reproduce/python.ts';

const root = new URL('../../', import.meta.url);

test.skipIf(python === null).each(['ML-EXP-001', 'ML-DATA-001'])(
  '%s is measured again and agrees',
  async fingerprint => {
    const { code, stdout, stderr } = await call(reproduceCommand, root.pathname, [fingerprint, '--check']);
    expect(`${stdout}${stderr}`).toContain('agrees');
    expect(code).toBe(0);
  },
  300_000,
);
