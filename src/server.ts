import { availableParallelism } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { type Logger, Probot } from 'probot';
import packageFile from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { examinerPool } from './examiner/examiner-pool.ts';
import { type Examiner, openExaminer } from './examiner/open-examiner.ts';
import { type ListeningServer, listen } from './intake/listen.ts';
import { type LookOptions, lookAtEverything } from './intake/look-at-everything.ts';
import { readManifest } from './intake/manifest.ts';
import { politeOctokit } from './intake/octokit.ts';
import { type Readiness, readiness } from './intake/readiness.ts';
import type { Settings } from './intake/settings.ts';
import { webhookRoute } from './intake/webhook-route.ts';
import { jobHandlers } from './jobs/handlers.ts';
import { openQueue, type QueueOptions } from './jobs/queue.ts';

export type ServerOptions = {
  settings: Settings;
  /** Probot's own by default, with the level and format of the settings. */
  log?: Logger;
  /** Milliseconds between two mutations for one installation; GitHub asks for a second. */
  writeSpacingMs?: number;
  /** Opens what examines the files of pull requests, where the usual does not fit. */
  openExaminer?: () => Examiner;
  /** How often and how soon failed jobs are tried again, where the defaults do not fit. */
  queue?: Pick<QueueOptions, 'retryLimit' | 'retryDelaySeconds'>;
};

export type RunningServer = {
  /** Such as `http://127.0.0.1:3000`. */
  url: string;
  log: Logger;
  /** Resolves when no job waits or runs. */
  idle: () => Promise<void>;
  /** Stops accepting, finishes the running jobs, closes the store. */
  close: () => Promise<void>;
};

const sixHours = 6 * 60 * 60 * 1000;
const oneMinute = 60 * 1000;
/** So many share the files of one large pull request; several jobs run at a time. */
const maxProcesses = 2;

/** Starts the App: queue, worker and HTTP. Rejects with a sentence when the store or the address cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings } = options;
  const probot = await openProbot(options);
  const { log } = probot;
  const octokit = (installationId?: number) => probot.auth(installationId);
  const manifest = readManifest();
  const queue = await openQueue({ ...settings.store, ...options.queue, log });
  const { enqueue } = queue;
  const examiners = examinerPool(
    options.openExaminer ??
      (() => openExaminer({ processes: Math.min(maxProcesses, availableParallelism()) })),
  );
  const { appId } = settings;
  const ready = readiness({
    appId,
    octokit,
    manifest,
    storeIsAlive: queue.ping,
    examinerStarts: () => examiners.use(examiner => examiner.start()),
  });
  const webhook = webhookRoute({ secrets: settings.webhookSecrets, identity: ready.identity, enqueue, log });
  const app = createApp({ webhook, storeIsAlive: queue.ping, problems: ready.problems, log });
  let http: ListeningServer;
  try {
    const { version } = packageFile;
    await queue.work(jobHandlers({ appId, version, octokit, examiners, enqueue, log }));
    http = await listen(settings, app);
  } catch (error) {
    await queue.stop();
    throw error;
  }
  log.info(`Listening on ${http.url}`);
  const stopping = new AbortController();
  const looking = keepLooking({ octokit, enqueue, manifest, log, signal: stopping.signal });
  // Beside the first look, which needs neither a parser nor all that is granted.
  const telling = tellProblems(ready, log, stopping.signal);
  const stop = async (): Promise<void> => {
    stopping.abort();
    await http.close();
    await Promise.all([looking, telling]);
    await queue.stop();
  };
  let stopped: Promise<void> | null = null;
  return {
    url: http.url,
    log,
    idle: queue.idle,
    close: () => {
      stopped ??= stop();
      return stopped;
    },
  };
}

async function openProbot({ settings, log, writeSpacingMs = 1_000 }: ServerOptions): Promise<Probot> {
  const probot = new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    baseUrl: settings.githubUrl,
    Octokit: politeOctokit(writeSpacingMs),
    log,
    logLevel: settings.logLevel,
    logFormat: settings.logFormat,
  });
  await probot.ready();
  return probot;
}

/** Looks at everything again and again until the signal comes, in case webhooks were missed. */
async function keepLooking(options: LookOptions): Promise<void> {
  const { log, signal } = options;
  while (!signal.aborted) {
    let pause = sixHours;
    try {
      const looked = await lookAtEverything(options);
      if (looked.failed > 0) pause = oneMinute;
      log.info(looked, 'Asked for a look at every repository, in case webhooks were missed');
    } catch (error) {
      pause = oneMinute;
      if (!signal.aborted)
        log.error({ err: error }, 'Could not list the installations; trying again in a minute');
    }
    await delay(pause, null, { signal }).catch(() => {});
  }
}

/** Until there are none: who the App is, it learns from GitHub only by asking. What has been told already is not told again. */
async function tellProblems(
  { problems }: Readiness,
  log: Pick<Logger, 'error'>,
  signal: AbortSignal,
): Promise<void> {
  const told = new Set<string>();
  while (!signal.aborted) {
    const found = await problems();
    if (found.length === 0) return;
    for (const problem of found) if (!told.has(problem)) log.error(problem);
    for (const problem of found) told.add(problem);
    await delay(oneMinute, null, { signal }).catch(() => {});
  }
}
