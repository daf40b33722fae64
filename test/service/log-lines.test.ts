import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { openLog } from '../../src/service/open-log.ts';
import { deliver } from '../kill-loop/delivery.ts';
import { emptyFolder, startApp } from './app-process.ts';

/** Reads a line of JSON, which YAML comprises, and throws where a key is there twice: JSON.parse would be silent. */
const strictly = (line: string): Record<string, unknown> => parse(line, { uniqueKeys: true });

test('no line of the log has a key twice, whoever of the App writes it', async () => {
  expect(() => strictly('{"name":"a","name":"b"}')).toThrow('unique');
  const app = startApp({
    DATA_DIRECTORY: join(emptyFolder(), 'data'),
    LOG_LEVEL: 'trace',
    TRUST_PROXYS: '1',
  });
  expect(await deliver(await app.url, 12)).toBe(true);
  // GitHub is not there: its client says so, under a name of its own.
  await expect.poll(app.said).toMatch(/"name":"(octokit|github)"/);
  app.child.kill('SIGTERM');
  await app.ended;
  const lines = app.said().split('\n').map(strictly);
  expect(lines.map(({ msg }) => msg)).toContain('Accepted a delivery');
  expect(lines.map(({ msg }) => msg)).toContain(
    'TRUST_PROXYS is set, and is no setting: is TRUST_PROXY meant?',
  );
  for (const line of lines)
    expect(line).toMatchObject({ level: expect.any(Number), time: expect.any(Number) });
});

test('what is logged may have the keys of the log itself, and those of the logger it is logged with', () => {
  const written: string[] = [];
  const log = openLog({ logLevel: 'info', logFormat: 'json' }, { write: line => written.push(line) });
  log
    .child({ name: 'probot' })
    .child({ name: 'octokit' })
    .info({ name: 'mine', msg: 'no', hostname: 'h' }, 'yes');
  expect(written.map(strictly)).toMatchObject([{ name: 'mine', hostname: 'h', msg: 'yes' }]);
  expect(written[0]).toMatch(/\}\n$/);
});
