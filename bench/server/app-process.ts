import { monitorEventLoopDelay } from 'node:perf_hooks';
import { settingsFrom } from '../../src/intake/settings.ts';
import { startServer } from '../../src/service/server.ts';
import type { Asked, LoopDelay } from './app-process-messages.ts';

/**
 * The App in a process of its own, as `npm start` runs it, so that its event loop and its CPU time are not those of the local
 * GitHub. It answers what the benchmark asks over the channel of its parent.
 */
const result = settingsFrom(process.env);
if (result.kind !== 'settings') throw new Error(`The App's settings are wrong: ${JSON.stringify(result)}`);
// The pause that GitHub asks for between two writes has no use on one's own machine.
const server = await startServer({ settings: result.settings, writeSpacingMs: 0 });
const delays = monitorEventLoopDelay({ resolution: 1 });
delays.enable();

const answers: Record<Asked, () => Promise<unknown>> = {
  idle: () => server.idle(),
  forget: async () => delays.reset(),
  delays: async (): Promise<LoopDelay> => ({
    median: delays.percentile(50) / 1e6,
    p99: delays.percentile(99) / 1e6,
    longest: delays.max / 1e6,
  }),
  close: () => server.close(),
};

process.on('message', async (asked: Asked) => {
  const answer = await answers[asked]();
  process.send?.({ asked, answer });
  if (asked === 'close') process.disconnect();
});
process.send?.({ asked: 'start', answer: server.url });
