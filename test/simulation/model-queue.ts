import type { RetrySettings } from '../../src/jobs/open-boss.ts';
import type { JobCount } from '../../src/jobs/pg-boss-table.ts';
import type { Queue } from '../../src/jobs/queue.ts';
import { jobTaker, type Workplace } from '../../src/jobs/take-job.ts';
import { turnstile } from '../../src/jobs/turnstile.ts';
import { handedOut, type Row } from './job-table.ts';
import { modelStore, openDoor } from './model-store.ts';

const concurrency = 4;
const states = { created: 'waiting', retry: 'again', active: 'running' } as const;

/**
 * The simulation's model of the store in real time and with everything that a queue promises, so that it can be held to the same suite
 * as pg-boss. The simulation itself takes only the store, and decides on its own what runs when.
 */
export function openModelQueue(settings: RetrySettings, log: Workplace['log']): Queue {
  const maxOfInstallation = concurrency - 1;
  const { table, seenBy } = modelStore(() => Date.now(), maxOfInstallation);
  const stopping = new AbortController();
  const place: Workplace = {
    ...seenBy('this', () => true),
    gate: openDoor,
    turnstile: turnstile(),
    maxOfInstallation,
    settings,
    stopping: stopping.signal,
    log,
  };
  let take: ReturnType<typeof jobTaker> | null = null;
  let timer: NodeJS.Timeout | undefined;
  const turns = new Map<string, number>();
  let running = 0;
  let whenIdle: (() => void)[] = [];

  function look(): void {
    clearTimeout(timer);
    while (take !== null && running < concurrency && !stopping.signal.aborted) {
      const row = table.start();
      if (row === null) break;
      running += 1;
      take(handedOut(row, stopping.signal))
        .then(
          () => table.complete(row.id),
          error => table.fail(row.id, { message: String(error) }),
        )
        .finally(() => {
          running -= 1;
          look();
        });
    }
    const next = table.nextStart();
    if (next !== null && running < concurrency) timer = setTimeout(look, Math.max(1, next - Date.now()));
    if (table.rows().length === 0) for (const resolve of whenIdle.splice(0)) resolve();
  }

  return {
    async enqueue(job, priority = 'fresh') {
      // What a store keeps of it is a copy.
      table.send(structuredClone(job), priority);
      look();
    },
    async work(handlers) {
      take = jobTaker(place, handlers);
      look();
    },
    idle: () =>
      new Promise(resolve => {
        if (table.rows().length === 0) resolve();
        else whenIdle.push(resolve);
      }),
    stats: async () => countsOf(table.rows(), Date.now()),
    async takeTurn(name, slotSeconds) {
      const slot = Math.floor(Date.now() / (slotSeconds * 1_000));
      if (turns.get(name) === slot) return false;
      turns.set(name, slot);
      return true;
    },
    ping: async () => {},
    async stop() {
      clearTimeout(timer);
      stopping.abort(new Error('the queue stops'));
      whenIdle = [];
    },
  };
}

function countsOf(rows: readonly Row[], now: number): JobCount[] {
  const groups = Map.groupBy(rows, ({ job, state }) => `${job.kind} ${state}`);
  return [...groups.values()].flatMap(group => {
    const [first] = group;
    if (!first) return [];
    const seconds = (times: number[]): number => Math.max(0, (now - Math.min(...times)) / 1000);
    return {
      kind: first.job.kind,
      state: states[first.state],
      count: group.length,
      oldestSeconds: seconds(group.map(({ asked }) => asked)),
      overdueSeconds: first.state === 'active' ? 0 : seconds(group.map(({ startAfter }) => startAfter)),
    };
  });
}
