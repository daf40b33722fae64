import { setTimeout as delay } from 'node:timers/promises';
import { type Logger, Probot } from 'probot';
import packageFile from '../package.json' with { type: 'json' };
import { createApp } from './app.ts';
import { examinerPool } from './examiner/examiner-pool.ts';
import { type Examiner, openExaminer } from './examiner/open-examiner.ts';
import { listen } from './intake/listen.ts';
import { lookAtEverything } from './intake/look-at-everything.ts';
import { readManifest } from './intake/manifest.ts';
import { politeOctokit } from './intake/octokit.ts';
import { readiness } from './intake/readiness.ts';
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

/** Starts the App: queue, worker and HTTP. Rejects with a sentence when the store or the address cannot be had. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings, writeSpacingMs = 1_000 } = options;
  const { appId } = settings;
  const probot = new Probot({
    appId,
    privateKey: settings.privateKey,
    baseUrl: settings.githubUrl,
    Octokit: politeOctokit(writeSpacingMs),
    log: options.log,
    logLevel: settings.logLevel,
    logFormat: settings.logFormat,
  });
  await probot.ready();
  const { log } = probot;
  const octokit = (installationId?: number) => probot.auth(installationId);
  const manifest = readManifest();

  const queue = await openQueue({ ...settings.store, ...options.queue, log });
  const { enqueue } = queue;
  const examiners = examinerPool(options.openExaminer ?? openExaminer);
  const examinerStarts = () => examiners.use(examiner => examiner.start());
  const ready = readiness({ appId, octokit, manifest, storeIsAlive: queue.ping, examinerStarts });
  const webhook = webhookRoute({ secrets: settings.webhookSecrets, identity: ready.identity, enqueue, log });
  const app = createApp({ webhook, storeIsAlive: queue.ping, problems: ready.problems, log });
  let http: Awaited<ReturnType<typeof listen>>;
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
  const looking = keepLooking();

  async function keepLooking(): Promise<void> {
    const { signal } = stopping;
    const told = tellProblems();
    while (!signal.aborted) {
      let pause = sixHours;
      try {
        const looked = await lookAtEverything({ octokit, enqueue, manifest, log, signal });
        if (looked.failed > 0) pause = oneMinute;
        log.info(looked, 'Asked for a look at every repository, in case webhooks were missed');
      } catch (error) {
        pause = oneMinute;
        if (!signal.aborted)
          log.error({ err: error }, 'Could not list the installations; trying again in a minute');
      }
      await delay(pause, null, { signal }).catch(() => {});
    }
    await told;
  }

  /** Beside the first look, which needs neither a parser nor all that is granted. */
  async function tellProblems(): Promise<void> {
    for (const problem of await ready.problems()) log.error(problem);
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await http.close();
    await looking;
    await queue.stop();
  }

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
