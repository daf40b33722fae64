import type { Random } from '../../scripts/differential/random.ts';
import type { Clock } from './clock.ts';
import type { Rates } from './faults.ts';
import type { SimulatedGitHub } from './github.ts';
import type { Processes } from './processes.ts';
import { Violation, type Watch } from './watch.ts';
import type { Stage } from './world.ts';

const maxSteps = 4_000;

export type Run = {
  clock: Clock;
  random: Random;
  rates: Rates;
  github: SimulatedGitHub;
  processes: Processes;
  stage: Stage;
  watching: Watch;
  tell(line: string): void;
};

export type Step = { weight: number; take(): Promise<void> | void };

/** Takes one step after the other, chosen by chance among those that are possible, as long as something is left to do. */
export async function takeSteps(run: Run, possible: () => Step[], isLeft: () => boolean): Promise<number> {
  const { clock, random, processes } = run;
  let taken = 0;
  while (isLeft()) {
    taken += 1;
    if (taken > maxSteps) throw new Violation(`no end after ${maxSteps} steps`);
    clock.advance(random.below(400));
    clock.runDue();
    const steps = possible();
    const total = steps.reduce((sum, { weight }) => sum + weight, 0);
    if (total === 0) {
      passTime(run);
    } else {
      let drawn = random.below(total);
      for (const { weight, take } of steps) {
        drawn -= weight;
        if (drawn >= 0) continue;
        await take();
        break;
      }
    }
    await processes.untilQuiet();
    run.github.check();
  }
  return taken;
}

/** Nothing can be done now: something has to come due first. */
function passTime({ clock, processes }: Run): void {
  const next = [clock.next(), processes.nextStart()].filter(time => time !== null);
  if (next.length === 0) throw new Violation('something is left to do, and nothing will ever happen');
  clock.advance(Math.max(0, Math.min(...next) - clock.now()));
  clock.runDue();
}

/** What can happen now, apart from what people do. */
export function stepsOf({ stage, random, rates, github, processes, tell }: Run): Step[] {
  const steps: Step[] = [];
  for (const request of github.pending()) steps.push({ weight: 4, take: () => github.goOn(request) });
  if (processes.canStart()) steps.push({ weight: 3, take: processes.startNext });
  if (stage.webhooks.length > 0) steps.push({ weight: 3, take: deliver });
  if (rates.crash > 0 && random.percent(rates.crash)) steps.push({ weight: 1, take: processes.crash });
  if (rates.stale > 0 && random.percent(rates.stale)) steps.push({ weight: 1, take: github.rememberState });
  return steps;

  function deliver(): void {
    const place = random.below(stage.webhooks.length);
    const [webhook] = stage.webhooks.splice(place, 1);
    if (!webhook) return;
    const keys = webhook.jobs.map(({ kind }) => kind).join();
    if (random.percent(rates.lost)) {
      tell(`lost: ${webhook.event}`);
      return;
    }
    tell(`arrives: ${webhook.event} (${keys})`);
    for (const job of webhook.jobs) processes.enqueue(job);
    if (random.percent(rates.twice)) stage.webhooks.push(webhook);
  }
}
