import { availableParallelism } from 'node:os';
import type { Logger, ProbotOctokit } from 'probot';
import packageFile from '../../package.json' with { type: 'json' };
import { examinerPool } from '../examiner/examiner-pool.ts';
import { type Examiner, openExaminer } from '../examiner/open-examiner.ts';
import { fencesHere } from '../examiner/walls.ts';
import { failedDeliveries } from '../intake/failed-deliveries.ts';
import { keepLooking } from '../intake/keep-looking.ts';
import { lookAtEverything } from '../intake/look-at-everything.ts';
import type { Manifest } from '../intake/manifest.ts';
import { narrowedClient } from '../intake/narrowed-client.ts';
import type { Access } from '../jobs/access.ts';
import { jobHandlers } from '../jobs/handlers.ts';
import type { Queue } from '../jobs/queue.ts';
import { measuredHandlers } from './measured-handlers.ts';
import type { Metrics } from './metrics.ts';

export type WorkerOptions = {
  appId: number;
  /** A client for the App. */
  octokit: () => Promise<ProbotOctokit>;
  queue: Queue;
  manifest: Manifest;
  log: Logger;
  metrics: Metrics;
  /** Opens what examines the files of pull requests; where undefined, the usual. */
  openExaminer: (() => Examiner) | undefined;
};

/** What makes good that webhooks did not come; each returns how much it asked for. */
export type MakeGood = Record<'redeliver' | 'sweep', (signal: AbortSignal) => Promise<number>>;

export type Worker = {
  /** Rejects when no process can be started that examines files. */
  examinerStarts: () => Promise<void>;
  /** Begins to work jobs off. */
  start: () => Promise<void>;
  /** Makes good what webhooks did not tell, until the signal comes. */
  keepLooking: (signal: AbortSignal) => Promise<void>;
  /** Does one of that now. */
  makeGood: MakeGood;
};

/** So many processes share the files of one large pull request. */
const maxProcesses = 2;
/** As many looks examine at a time as there are processors, and one is never alone with a hostile file. */
const minExamining = 2;

/** Opens what works jobs off, and asks for looks at what webhooks did not tell of: all that a web process does not do. */
export function openWorker(options: WorkerOptions): Worker {
  const { appId, octokit, queue, manifest, log, metrics } = options;
  const { enqueue } = queue;
  const examiners = examinerPool(
    options.openExaminer ??
      (() =>
        openExaminer({
          processes: Math.min(maxProcesses, availableParallelism()),
          told: metrics.examiner,
        })),
    Math.max(minExamining, availableParallelism()),
  );
  const clientFor = async (installationId: number, access: Access) =>
    narrowedClient(await octokit(), installationId, access, log);
  const redeliver = failedDeliveries({ octokit, log });
  const sweep = (signal: AbortSignal) => lookAtEverything({ octokit, enqueue, manifest, log, signal });
  return {
    examinerStarts: () => examiners.start(),
    start: async () => {
      const { holds, missing } = await fencesHere();
      log.info({ holds }, 'Files of pull requests are examined in processes of their own');
      if (missing !== null) log.warn({ missing }, 'What these processes are not kept from here');
      await queue.work(
        measuredHandlers(
          jobHandlers({ appId, version: packageFile.version, octokit: clientFor, examiners, enqueue, log }),
          metrics,
        ),
      );
    },
    keepLooking: signal =>
      keepLooking({ sweep, redeliver, storeIsAlive: queue.ping, takeTurn: queue.takeTurn, log, signal }),
    makeGood: { redeliver, sweep },
  };
}
