import type { RequestListener } from 'node:http';
import type { Logger } from 'probot';
import type { Examiner } from '../examiner/open-examiner.ts';
import { createApp } from '../intake/app.ts';
import { listen } from '../intake/listen.ts';
import { readManifest } from '../intake/manifest.ts';
import { readiness } from '../intake/readiness.ts';
import type { Settings } from '../intake/settings.ts';
import { tellProblems } from '../intake/tell-problems.ts';
import { webhookRoute } from '../intake/webhook-route.ts';
import { type OpenedQueue, openQueue, type QueueOptions } from '../jobs/queue.ts';
import { type Metrics, openMetrics } from './metrics.ts';
import { openProbot } from './open-probot.ts';
import { serveMetrics } from './serve-metrics.ts';
import { type MakeGood, openWorker } from './worker.ts';

export type ServerOptions = {
  settings: Settings;
  /** Probot's own by default, with the level and format of the settings. */
  log?: Logger;
  /** Milliseconds between two writes for one installation; GitHub asks for a second. */
  writeSpacingMs?: number;
  /** Opens what examines the files of pull requests, where the usual does not fit. */
  openExaminer?: () => Examiner;
  /** Told once when the store can do nothing any more, with a sentence: then the process had better end. */
  storeFailed?: (fault: Error) => void;
  /** How often and how soon failed jobs are tried again, where the defaults do not fit. */
  queue?: Pick<QueueOptions, 'retryLimit' | 'retryDelaySeconds'>;
};

export type RunningServer = {
  /** Such as `http://127.0.0.1:3000`. */
  url: string;
  /** Where `/metrics` is, if anywhere. */
  metricsUrl: string | null;
  log: Logger;
  /** Resolves when no job waits or runs. */
  idle: () => Promise<void>;
  /** Makes good now what webhooks did not tell; null where this process works no jobs off. */
  makeGood: MakeGood | null;
  /** Stops accepting, finishes the running jobs, closes the store. */
  close: () => Promise<void>;
};

/** What is being received when the App is told to stop gets so long to be stored; the watchdog gives all of it 8 seconds. */
const maxLastRequestsMs = 2_000;
/** And so long the jobs that run; what is not done then is done after the next start. */
const stopSeconds = 4;

/**
 * Starts the App in its role: what takes deliveries, what works them off, or both; each serves the probes. Rejects with a
 * sentence when the store or the address cannot be had.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings } = options;
  const { appId, role } = settings;
  let queue: OpenedQueue;
  const metrics = openMetrics();
  const answered = metrics.requestAnswered;
  const probot = await openProbot({ ...options, gate: () => queue.gate, answered });
  const { log } = probot;
  const octokit = () => probot.auth();
  const manifest = readManifest();
  const { openExaminer, writeSpacingMs } = options;
  queue = await openQueue({
    ...settings.store,
    concurrency: settings.concurrency,
    ...(settings.databasePoolSize !== null && { poolSize: settings.databasePoolSize }),
    ...options.queue,
    storeFailed: options.storeFailed,
    stopSeconds,
    log,
    ...(writeSpacingMs !== undefined && { writeSpacingMs }),
  });
  const worker =
    role === 'web' ? null : openWorker({ appId, octokit, queue, manifest, log, metrics, openExaminer });
  const ready = readiness({
    appId,
    octokit,
    manifest,
    storeIsAlive: queue.ping,
    examinerStarts: worker?.examinerStarts ?? null,
  });
  const { identity, problems } = ready;
  const { enqueue } = queue;
  const webhook =
    role === 'worker'
      ? null
      : webhookRoute({
          secrets: settings.webhookSecrets,
          identity,
          enqueue,
          log,
          proxies: settings.proxies,
          answered: metrics.deliveryAnswered,
        });
  const app = createApp({ webhook, storeIsAlive: queue.ping, problems, log });
  metrics.watchQueue(queue);
  let doors: Doors;
  try {
    await worker?.start();
    doors = await openDoors(settings, app, metrics);
  } catch (error) {
    await queue.stop();
    throw error;
  }
  log.info(`Listening on ${doors.url}`);
  const stopping = new AbortController();
  // Neither is waited for at the end: what it has asked the store or GitHub is for nobody then.
  void worker?.keepLooking(stopping.signal);
  void tellProblems(ready, log, stopping.signal);
  const stop = async (): Promise<void> => {
    stopping.abort();
    try {
      await doors.close(maxLastRequestsMs);
    } finally {
      await queue.stop();
    }
  };
  let stopped: Promise<void> | null = null;
  return {
    url: doors.url,
    metricsUrl: doors.metricsUrl,
    log,
    idle: queue.idle,
    makeGood: worker?.makeGood ?? null,
    close: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

type Doors = { url: string; metricsUrl: string | null; close: (graceMs: number) => Promise<unknown> };

/** Listens for deliveries and probes, and beside that for whoever reads the metrics. */
async function openDoors(settings: Settings, app: RequestListener, metrics: Metrics): Promise<Doors> {
  const http = await listen(settings, app);
  try {
    const counts = settings.metrics && (await serveMetrics(settings.metrics, metrics));
    const close = (graceMs: number) => Promise.all([http.close(graceMs), counts?.close(graceMs)]);
    return { url: http.url, metricsUrl: counts?.url ?? null, close };
  } catch (error) {
    await http.close(0);
    throw error;
  }
}
