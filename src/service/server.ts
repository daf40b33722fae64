import type { Logger, ProbotOctokit } from 'probot';
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
import { openLog } from './open-log.ts';
import { openProbot } from './open-probot.ts';
import { serveMetrics } from './serve-metrics.ts';
import { type MakeGood, openWorker } from './worker.ts';

export type ServerOptions = {
  settings: Settings;
  /** By default one of the level and format of the settings. */
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
 * sentence when the store or an address cannot be had; then what was opened by that time is closed.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings, log = openLog(settings) } = options;
  // What was opened last is closed first, and each of it whatever else does not close.
  await using opened = new AsyncDisposableStack();
  const queue = await openQueue(queueOptions(options, log));
  opened.defer(queue.stop);
  const metrics = openMetrics();
  metrics.watchQueue(queue);
  const probot = await openProbot({ settings, log, gate: queue.gate, answered: metrics.requestAnswered });
  const { app, ready, worker } = assemble(options, { queue, metrics, log, octokit: () => probot.auth() });
  await worker?.start();
  const http = await listen(settings, app);
  opened.defer(() => http.close(maxLastRequestsMs));
  const counts = settings.metrics && (await serveMetrics(settings.metrics, metrics));
  // Whoever reads them reads them again elsewhere.
  opened.defer(() => counts?.close(0));
  log.info(`Listening on ${http.url}`);
  const stopping = new AbortController();
  opened.defer(() => stopping.abort());
  // Neither is waited for at the end: what it has asked the store or GitHub is for nobody then.
  void worker?.keepLooking(stopping.signal);
  void tellProblems(ready, log, stopping.signal);
  const running = opened.move();
  let stopped: Promise<void> | null = null;
  return {
    url: http.url,
    metricsUrl: counts?.url ?? null,
    log,
    idle: queue.idle,
    makeGood: worker?.makeGood ?? null,
    close: () => {
      stopped ??= running.disposeAsync();
      return stopped;
    },
  };
}

function queueOptions({ settings, ...options }: ServerOptions, log: Logger): QueueOptions {
  const { store, concurrency, databasePoolSize } = settings;
  const { writeSpacingMs, storeFailed } = options;
  return {
    ...store,
    concurrency,
    ...(databasePoolSize !== null && { poolSize: databasePoolSize }),
    ...options.queue,
    storeFailed,
    stopSeconds,
    log,
    ...(writeSpacingMs !== undefined && { writeSpacingMs }),
  };
}

type Opened = { queue: OpenedQueue; metrics: Metrics; log: Logger; octokit: () => Promise<ProbotOctokit> };

/** Puts together what this process answers, and what it works off, if anything. */
function assemble({ settings, openExaminer }: ServerOptions, { queue, metrics, log, octokit }: Opened) {
  const { appId, role, webhookSecrets: secrets, proxies } = settings;
  const { enqueue, ping: storeIsAlive } = queue;
  const manifest = readManifest();
  const worker =
    role === 'web' ? null : openWorker({ appId, octokit, queue, manifest, log, metrics, openExaminer });
  const examinerStarts = worker?.examinerStarts ?? null;
  const ready = readiness({ appId, octokit, manifest, storeIsAlive, examinerStarts });
  const { identity, problems } = ready;
  const answered = metrics.deliveryAnswered;
  const webhook =
    role === 'worker' ? null : webhookRoute({ secrets, identity, enqueue, log, proxies, answered });
  return { worker, ready, app: createApp({ webhook, storeIsAlive, problems, log }) };
}
