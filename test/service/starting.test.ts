import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { settingsFrom } from '../../src/intake/settings.ts';
import { lockDataDirectory } from '../../src/jobs/data-directory-lock.ts';
import { openLog } from '../../src/service/open-log.ts';
import { startServer } from '../../src/service/server.ts';
import { rsaKey } from '../intake/rsa-key.ts';
import { emptyFolder } from './app-process.ts';

/** Takes a port, any free one by default; resolves to it and to what gives it back. */
async function takePort(port = 0) {
  const server = createServer();
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  );
  const address = server.address();
  const giveBack = () => new Promise<void>(resolve => server.close(() => resolve()));
  return { port: typeof address === 'object' && address !== null ? address.port : 0, giveBack };
}

test('what was opened is closed again when a later step fails, and the setting is named that it failed of', async () => {
  const dataDirectory = join(emptyFolder(), 'data');
  const [http, { port, giveBack }] = [await takePort(), await takePort()];
  await http.giveBack();
  onTestFinished(giveBack);
  const result = settingsFrom({
    APP_ID: '321',
    PRIVATE_KEY: rsaKey(),
    WEBHOOK_SECRET: 's',
    GHE_HOST: '127.0.0.1:1', // nobody is there
    DATA_DIRECTORY: dataDirectory,
    PORT: String(http.port),
    METRICS_PORT: String(port),
    LOG_FORMAT: 'json',
  });
  if (result.kind !== 'settings') throw new Error(JSON.stringify(result));
  const lines: string[] = [];
  const log = openLog(result.settings, { write: line => lines.push(line) });
  await expect(startServer({ settings: result.settings, log })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is already in use; stop what uses it or set METRICS_PORT.`,
  );
  expect(lines.join('')).toContain('are examined in processes of their own');
  expect(lines.join('')).not.toContain('Listening');
  lockDataDirectory(dataDirectory).release();
  await (await takePort(http.port)).giveBack();
});
