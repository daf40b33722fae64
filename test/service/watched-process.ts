import { stopOnSignal } from '../../src/service/stop-on-signal.ts';
import { startWatchdog } from '../../src/service/watchdog.ts';

/** Run as a process of its own, which does as it is told and not as it should. */
const [what = ''] = process.argv.slice(2);
const { stopping } = startWatchdog({ maxBusy: 1, maxSilent: what === 'waits' ? 1 : 600, maxStopping: 1 });

function loopForEver(): void {
  for (;;);
}
/** The smallest module whose function never returns, as the embedded PostgreSQL may. */
const module = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 9, 1, 7, 0, 3, 64,
  12, 0, 11, 11,
]);
const doing: Record<string, () => unknown> = {
  loops: loopForEver,
  'loops in WebAssembly': async () => {
    const { WebAssembly } = globalThis as unknown as {
      WebAssembly: { instantiate(bytes: Uint8Array): Promise<{ instance: { exports: { f(): void } } }> };
    };
    (await WebAssembly.instantiate(module)).instance.exports.f();
  },
  waits: () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0),
  'does not stop': () => setInterval(() => {}, 1_000),
};
stopOnSignal({ close: () => new Promise(() => {}), say: console.log, stopping });
process.send?.('ready', () => setImmediate(() => doing[what]?.()));
