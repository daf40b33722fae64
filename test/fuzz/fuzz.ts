import { attempt, type Failure } from './attempt.ts';
import { noCoverage } from './coverage.ts';
import { minimised } from './minimise.ts';
import { mutated } from './mutate.ts';
import { randomFrom } from './random.ts';
import type { Target } from './target.ts';

export type Found = Failure & { target: string; text: string };
export type Outcome = { executions: number; kept: number; taken: number; all: number; found: Found[] };

/** How long it goes on: so many executions, or so long. */
export type Until = { executions: number; milliseconds: number };

/**
 * Gives a target its seeds and then changed texts, and keeps those by which branches are taken that were not taken before, or more
 * often. The same seed makes the same texts, as long as nothing but the number of executions ends it.
 */
export function fuzz(target: Target, seed: number, until: Until): Outcome {
  const random = randomFrom(seed);
  const coverage = noCoverage();
  const corpus: string[] = [...target.seeds];
  const found = new Map<string, Found>();
  const end = performance.now() + until.milliseconds;
  let executions = 0;
  const look = (text: string): void => {
    executions += 1;
    const failure = attempt(target, text);
    const isNew = coverage.isNew();
    if (failure === null && isNew) corpus.push(text);
    const key = failure && placeOf(failure);
    if (failure === null || key === null || found.has(key)) return;
    const least = minimised(text, one => {
      const same = attempt(target, one);
      return same !== null && placeOf(same) === key;
    });
    found.set(key, { ...failure, target: target.name, text: least });
  };
  for (const text of target.seeds) look(text);
  while (executions < until.executions && performance.now() < end) {
    // What was found last leads further most often.
    const last = random.chance(0.5) ? corpus.slice(-40) : corpus;
    look(mutated(random.of(last), random, target.words, random.of(corpus)));
  }
  return { executions, kept: corpus.length, ...coverage.sum(), found: [...found.values()] };
}

/** Where it broke, so that the same fault is told once. */
function placeOf({ kind, message }: Failure): string {
  const [said = '', ...stack] = message.split('\n');
  const at = stack.find(line => line.includes('/src/') || line.includes('/node_modules/')) ?? '';
  return kind === 'slow' ? kind : `${said.slice(0, 80)} ${at.trim()}`;
}
