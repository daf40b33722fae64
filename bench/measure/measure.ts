import { median } from './median.ts';
import { type Outcome, type Run, runOnce } from './run-once.ts';

/** Something that is measured: how to run it, anew for each run, and how to tell that it did its work. */
export type Subject = {
  name: string;
  run(): Promise<Run> | Run;
  /** Returns what is wrong with an outcome, or null: a tool that refuses its input is quick. */
  objection(outcome: Outcome): string | null;
};

/** What the runs of a subject took: medians of the timed ones, and the most memory of those that were watched. */
export type Measured = {
  name: string;
  runs: number;
  wallSeconds: number;
  cpuSeconds: number;
  /** The largest sum over the process tree at one moment (PSS). */
  peakBytes: number;
  /** The largest single process (maximum resident set size). */
  largestBytes: number;
};

/**
 * Runs the subjects in turns, so that what the machine does meanwhile falls on all of them alike. Each begins with a run in which its
 * memory is watched, which also brings its files into the page cache.
 */
export async function measure(
  subjects: readonly Subject[],
  runs: number,
  say: (line: string) => void,
): Promise<Measured[]> {
  const watched = new Map<string, Outcome>();
  for (const subject of subjects) watched.set(subject.name, await one(subject, { watchMemory: true }));
  const timed = new Map<string, Outcome[]>(subjects.map(({ name }) => [name, []]));
  for (let round = 0; round < runs; round += 1)
    for (const subject of inTurn(subjects, round)) {
      const outcome = await one(subject, { watchMemory: false });
      timed.get(subject.name)?.push(outcome);
      say(`${subject.name}: ${outcome.wallSeconds.toFixed(3)} s, CPU ${outcome.cpuSeconds.toFixed(3)} s`);
    }
  return subjects.map(({ name }) => {
    const outcomes = timed.get(name) ?? [];
    return {
      name,
      runs,
      wallSeconds: median(outcomes.map(({ wallSeconds }) => wallSeconds)),
      cpuSeconds: median(outcomes.map(({ cpuSeconds }) => cpuSeconds)),
      peakBytes: watched.get(name)?.peakBytes ?? 0,
      largestBytes: Math.max(...outcomes.map(({ largestBytes }) => largestBytes)),
    };
  });
}

/** Another one begins each round. */
function inTurn(subjects: readonly Subject[], round: number): Subject[] {
  const first = round % subjects.length;
  return [...subjects.slice(first), ...subjects.slice(0, first)];
}

async function one(subject: Subject, options: { watchMemory: boolean }): Promise<Outcome> {
  const outcome = await runOnce(await subject.run(), options);
  const objection = subject.objection(outcome);
  if (objection !== null)
    throw new Error(`${subject.name} did not do its work: ${objection}\n${outcome.output.slice(-2_000)}`);
  return outcome;
}
