import type { Random } from '../../scripts/differential/random.ts';
import { throughGate } from '../../src/intake/through-gate.ts';
import { openGate } from '../../src/jobs/gate.ts';
import { jobHandlers } from '../../src/jobs/handlers.ts';
import type { Job } from '../../src/jobs/job.ts';
import type { Priority } from '../../src/jobs/priority.ts';
import { jobTaker } from '../../src/jobs/take-job.ts';
import { turnstile } from '../../src/jobs/turnstile.ts';
import type { Clock } from './clock.ts';
import { examiner } from './examiner.ts';
import type { Asker, SimulatedGitHub } from './github.ts';
import { handedOut, type Row } from './job-table.ts';
import { modelStore } from './model-store.ts';
import type { PlantedFault } from './planted.ts';
import { asking, clientThat, optionsOf, received } from './requests.ts';
import { Violation } from './watch.ts';
import type { Stage } from './world.ts';

/** The App's processes, which share a queue: each has its own caches, and may die. */
export type Processes = {
  enqueue(job: Job, priority?: Priority): void;
  canStart(): boolean;
  startNext(): void;
  nextStart(): number | null;
  /** Whether something waits or runs. */
  isBusy(): boolean;
  crash(): void;
  /** Lets all that runs come to where it waits for something that is a step of its own. */
  untilQuiet(): Promise<void>;
  /** Puts new processes in the place of all, as after a restart of everything. */
  replaceAll(): void;
};

type Attempt = Asker & { row: Row; process: Process };
type Process = { name: string; take: ReturnType<typeof jobTaker>; isAlive: boolean };

const settings = { retryLimit: 5, retryDelaySeconds: 5, retryDelayMaxSeconds: 300, expireSeconds: 600 };
/** GitHub asks for a second between two writes. */
const writeSpacingMs = 1_000;
const placesEach = 4;
const maxOfInstallation = placesEach - 1;
/** After so long, PostgreSQL's queue takes a job from a process of which nothing was heard. */
const heartbeatMilliseconds = 60_000;

const silent = { info: () => {}, warn: () => {}, error: () => {} };

type Options = {
  stage: Stage;
  clock: Clock;
  random: Random;
  github: SimulatedGitHub;
  planted?: PlantedFault;
  tell(line: string): void;
};

export function openProcesses({ stage, clock, random, github, planted, tell }: Options): Processes {
  const { table, seenBy } = modelStore(() => clock.now(), maxOfInstallation);
  const running = new Set<Attempt>();
  let started = 0;
  let finished = 0;
  const processes = [1, 2].map(() => newProcess());

  function newProcess(): Process {
    started += 1;
    const kept = new Map<string, unknown>();
    const { gates, ...store } = seenBy(`p${started}`, () => process.isAlive);
    const gate = openGate(planted?.gates?.(gates) ?? gates, { writeSpacingMs });
    const client = () => {
      const attempt = asking.getStore() as Attempt;
      const politely = throughGate(gate, stage.installation.id);
      return clientThat(async question =>
        received(question, await politely(() => github.ask(attempt, question), optionsOf(question))),
      );
    };
    const options = {
      appId: stage.app.id,
      version: '1.0.0',
      octokit: async () => planted?.client?.(client(), stage, kept) ?? client(),
      examiners: { lend: () => examiner },
      enqueue: async (job: Job, priority?: Priority) => {
        // A process that has died asks for nothing any more.
        const attempt = asking.getStore() as Attempt;
        if (attempt.isOver) return new Promise<void>(() => {});
        table.send(structuredClone(job), priority ?? 'fresh');
      },
      log: silent,
    };
    const name = `p${started}`;
    const process: Process = { name, isAlive: true, take: async () => {} };
    process.take = jobTaker(
      {
        ...store,
        records: planted?.records?.(store.records) ?? store.records,
        gate,
        turnstile: turnstile(),
        maxOfInstallation,
        settings,
        stopping: new AbortController().signal,
        log: silent,
      },
      jobHandlers(options),
    );
    return process;
  }

  function free(): Process[] {
    return processes.filter(
      one => one.isAlive && [...running].filter(({ process }) => process === one).length < placesEach,
    );
  }

  function start(process: Process, row: Row): void {
    const stop = new AbortController();
    const name = `${process.name} ${row.key}`;
    const attempt: Attempt = { name, isOver: false, sawOld: false, row, process };
    if ([...running].some(other => other.row.key === row.key))
      throw new Violation(`two attempts at ${row.key} at the same time`);
    running.add(attempt);
    tell(`${name} begins`);
    const expiry = clock.at(clock.now() + settings.expireSeconds * 1_000, () =>
      stop.abort(new Error('it took too long')),
    );
    const end = (settle: () => void): void => {
      if (attempt.isOver) return;
      attempt.isOver = true;
      finished += 1;
      expiry.callOff();
      running.delete(attempt);
      const comesBack = row.state === 'retry' ? `, and comes back: ${messageOf(row)}` : '';
      tell(`${name} ends${comesBack}`);
      settle();
    };
    asking
      .run(attempt, () => process.take(handedOut(row, stop.signal)))
      .then(
        () => end(() => table.complete(row.id)),
        error => end(() => table.fail(row.id, error)),
      );
  }

  return {
    enqueue: (job, priority = 'fresh') => table.send(job, priority),
    canStart: () => {
      const next = table.nextStart();
      return next !== null && next <= clock.now() && free().length > 0;
    },
    startNext() {
      const row = table.start();
      if (row !== null) start(random.pick(free()), row);
    },
    nextStart: () => (free().length > 0 ? table.nextStart() : null),
    isBusy: () => table.rows().length > 0,
    crash() {
      const place = random.below(processes.length);
      const dead = processes[place];
      if (!dead?.isAlive) return;
      dead.isAlive = false;
      tell(`${dead.name} dies`);
      for (const attempt of running) {
        if (attempt.process !== dead) continue;
        attempt.isOver = true;
        running.delete(attempt);
        const { id, key } = attempt.row;
        stage.endings.set(key, (stage.endings.get(key) ?? 0) + 1);
        clock.at(clock.now() + heartbeatMilliseconds, () => table.fail(id, { message: 'no heartbeat' }));
      }
      clock.at(clock.now() + 1_000 + random.below(5_000), () => {
        processes[place] = newProcess();
      });
    },
    async untilQuiet() {
      // What is asked for in the same moment is sent together, a turn later: so one quiet turn is not enough.
      for (let quiet = 0; quiet < 3; ) {
        const before = github.pending().length + finished;
        await new Promise<void>(resolve => setImmediate(resolve));
        quiet = github.pending().length + finished === before ? quiet + 1 : 0;
      }
    },
    replaceAll() {
      for (const place of processes.keys()) processes[place] = newProcess();
    },
  };
}

function messageOf({ output }: Row): string {
  return String(output && 'message' in output ? output.message : '').replaceAll('\n', ' ');
}
