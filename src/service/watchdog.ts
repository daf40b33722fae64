import { url as debuggerUrl } from 'node:inspector';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';

export type Watchdog = {
  /** To be told when the process was asked to stop: from then on its time runs. */
  stopping(): void;
};

/** Seconds after which the process is ended. */
export type WatchdogLimits = {
  /** Of processor time that the main thread spends without a turn of its event loop: no honest work takes that long in one piece. */
  maxBusy: number;
  /** Without a turn, however little the thread got to run: a disk or a machine may be slow. */
  maxSilent: number;
  /** Between being asked to stop and the end. */
  maxStopping: number;
};

const limits: WatchdogLimits = { maxBusy: 10, maxSilent: 60, maxStopping: 8 };

const beatMs = 250;
const thread = new URL(`./watchdog-thread${extname(import.meta.filename)}`, import.meta.url);

/**
 * Starts a thread that ends this process with a sentence when the main thread does not turn any more, or does not stop when it was asked to:
 * an endless loop in the embedded PostgreSQL or in a parser would otherwise keep everything, signals included. Leaves a process alone
 * that is being debugged.
 */
export function startWatchdog(seconds: Partial<WatchdogLimits> = {}): Watchdog {
  const shared = new Int32Array(new SharedArrayBuffer(8));
  if (debuggerUrl() === undefined) {
    setInterval(() => Atomics.add(shared, 0, 1), beatMs).unref();
    new Worker(thread, {
      workerData: { shared, limits: { ...limits, ...seconds } },
      resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 2 },
    }).unref();
  }
  return { stopping: () => void Atomics.store(shared, 1, 1) };
}
