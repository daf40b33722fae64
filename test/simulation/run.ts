import { randomFor } from '../../scripts/differential/random.ts';
import { virtualClock, withClock } from './clock.ts';
import { ratesFor } from './faults.ts';
import { openGitHub } from './github.ts';
import { openOracle } from './oracle.ts';
import { act } from './people.ts';
import type { PlantedFault } from './planted.ts';
import { openProcesses } from './processes.ts';
import { protectDefault, refuseForGood } from './refusals.ts';
import { settleDown } from './settle-down.ts';
import { stepsOf, takeSteps } from './steps.ts';
import { Violation, watch } from './watch.ts';
import { openStage } from './world.ts';

/**
 * The deterministic simulation: the App's own job handlers against the local GitHub's own resolvers, with Git in memory, a virtual
 * clock, a model of the queue, and one seeded source of chance that decides everything else. `npm run simulate -- --help`.
 *
 * A step is one of: a request is carried out; its answer arrives (or what GitHub says instead); a job begins; a webhook arrives, once or
 * again; people do something; a process dies; time passes. After each, `watch.ts` looks whether something is there that must never be.
 * When people and faults have come to an end, the sweep repairs what was missed, and `settle-down.ts` compares with an oracle.
 */
export type Outcome = {
  seed: number;
  steps: number;
  /** What happened, a line each; the same seed gives the same lines. */
  trace: string[];
  /** What must not be; null when all was well. */
  violation: string | null;
  writes: number;
};

export type RunOptions = {
  /** Wrong on purpose, to see whether it is found. */
  planted?: PlantedFault;
};

export async function runSeed(seed: number, { planted }: RunOptions = {}): Promise<Outcome> {
  const random = randomFor(seed, 0);
  const clock = virtualClock();
  const trace: string[] = [];
  const tell = (line: string): void => {
    trace.push(`${((clock.now() - start) / 1000).toFixed(1).padStart(8)}  ${line}`);
  };
  const start = clock.now();
  return withClock(clock, random, async () => {
    const stage = await openStage(clock, random.pick([1, 1, 2]));
    const rates = ratesFor(random);
    refuseForGood(stage, rates.refused);
    if (rates.isProtected) protectDefault(stage);
    const watching = watch(stage, () => oracle);
    const oracle = openOracle(stage, watching.tipsOf);
    const github = openGitHub({ stage, clock, random, rates, watching, tell });
    const processes = openProcesses({ stage, clock, random, github, tell, ...(planted && { planted }) });
    const outcome = { seed, steps: 0, trace, writes: 0, violation: null as string | null };
    try {
      await watching.look({ kind: 'people' });
      tell(`seed ${seed}: ${stage.libraries.length} libraries, ${JSON.stringify(rates)}`);
      const run = { clock, random, rates, github, processes, stage, watching, tell };
      let acts = 2 + random.below(8);
      const people = async (): Promise<void> => {
        acts -= 1;
        const what = await act(stage, random);
        stage.answers.forget(stage.world);
        if (what === null) return;
        tell(what);
        await watching.look({ kind: 'people' });
      };
      const steps = () => [...stepsOf(run), ...(acts > 0 ? [{ weight: 3, take: people }] : [])];
      outcome.steps += await takeSteps(
        run,
        steps,
        () => acts > 0 || processes.isBusy() || stage.webhooks.length > 0,
      );
      outcome.steps += await settleDown(run, oracle, () =>
        takeSteps(run, () => stepsOf(run), processes.isBusy),
      );
    } catch (error) {
      if (!(error instanceof Violation)) throw error;
      outcome.violation = error.message;
      tell(`NOT ALLOWED: ${error.message}`);
    } finally {
      stage.forget();
    }
    outcome.writes = github.writes();
    return outcome;
  });
}
