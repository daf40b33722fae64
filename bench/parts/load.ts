import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { PullRequest } from '../../local-github/state.ts';
import { delivery } from '../intake/delivery.ts';
import type { Load } from '../intake/load.ts';
import type { Sending } from '../intake/sender-process.ts';
import { whole } from '../report/figures.ts';
import type { PartReport } from '../report/record.ts';
import type { LoopDelay } from '../server/app-process-messages.ts';
import { openStage, type Stage } from '../server/stage.ts';
import { kindInWords, libraryOf, type PartContext } from './context.ts';
import { newFolders, originals } from './new-folders.ts';

const open = 60;
const rate = 200;
const slowRate = 20;
const holdMilliseconds = 300;

/** Measures how soon deliveries are answered while the App has much to do, and how many looks that find nothing new it makes. */
export async function loadPart(context: PartContext): Promise<PartReport> {
  const { options } = context;
  const { answers, looks } = await besideReviews(context);
  const reading = await besideReading(context);
  const largest = Math.max(...options.sizes).toLocaleString('en');
  return {
    title: 'Under load',
    notes: [
      `The App is a process of its own with its embedded store; the local GitHub, and what sends the deliveries, share the machine with it. Deliveries of 20 KB are about ${open} open pull requests that are not changed; each is answered when its job is stored.`,
      `Reviews: pull requests of ${options.patternCount} patterns one after the other, for ${options.seconds} seconds or until one is checked. Reading: the App is installed on a library of ${largest} patterns, and has no work left in the end. ${kindInWords(context)}`,
      `Looks that find nothing new: at ${open} pull requests whose review stands, five times each, while each request is held for ${holdMilliseconds} ms on its way to GitHub.`,
    ],
    tables: [
      {
        title: 'Answers to deliveries',
        header: ['Meanwhile', 'A second', 'p50', 'p99', 'Refused', 'Loop, p99', 'Loop, longest'],
        rows: [rowOf('reviews', answers), rowOf('a library is read', reading)],
      },
      { title: 'Looks that find nothing new', header: ['Looks', 'A second', 'Requests'], rows: [looks] },
    ],
    curves: [],
  };
}

type Answers = { load: Load; delays: LoopDelay };

async function besideReviews(context: PartContext): Promise<{ answers: Answers; looks: string[] }> {
  const { options, workplace, say } = context;
  const library = await libraryOf(context, originals);
  const stage = await openStage(library.directory, workplace.emptyFolder(), options);
  try {
    await stage.settled();
    const pulls = await openPulls(context, stage);
    say(`${open} pull requests are open`);
    const answers = await withDeliveries(stage, rate, pulls, async () => {
      const until = performance.now() + options.seconds * 1000;
      for (let round = 0; performance.now() < until; round += 1) {
        await stage.branch(`review-${round}`, await newFolders(context, options.patternCount, 1000 + round));
        await stage.checked(
          await stage.ada.open(stage.repository, { title: 'review', head: `review-${round}` }),
        );
      }
    });
    await stage.settled();
    return { answers, looks: await looksWithoutNews(stage, pulls) };
  } finally {
    await stage.close();
  }
}

async function openPulls(context: PartContext, stage: Stage): Promise<PullRequest[]> {
  const pulls: PullRequest[] = [];
  const folders = await newFolders(context, open, 0);
  for (const [index, folder] of folders.entries()) {
    await stage.branch(`open-${index}`, [folder]);
    pulls.push(await stage.ada.open(stage.repository, { title: folder.path, head: `open-${index}` }));
  }
  await stage.settled();
  return pulls;
}

async function besideReading(context: PartContext): Promise<Answers> {
  const { options, workplace, say } = context;
  const library = await libraryOf(context, Math.max(...options.sizes));
  say('the App reads it');
  const stage = await openStage(library.directory, workplace.emptyFolder(), options);
  try {
    return await withDeliveries(stage, slowRate, [{ number: 1 }], () => stage.settled());
  } finally {
    await stage.close();
  }
}

/** Does the work, and sends deliveries meanwhile, in turn about each of the pull requests. */
async function withDeliveries(
  stage: Stage,
  perSecond: number,
  pulls: readonly Pick<PullRequest, 'number'>[],
  work: () => Promise<void>,
): Promise<Answers> {
  const sender = fork(join(import.meta.dirname, '../intake/sender-process.ts'));
  const url = `${stage.app.url}/api/github/webhooks`;
  const numbers = pulls.map(({ number }) => number);
  await stage.app.forgetDelays();
  sender.send({ url, source: stage.source, numbers, perSecond } satisfies Sending);
  const answered = once(sender, 'message');
  try {
    await work();
  } finally {
    sender.send('stop');
  }
  const [load] = (await answered) as [Load];
  return { load, delays: await stage.app.delays() };
}

/** Looks at pull requests of which nothing has changed, while GitHub takes its time. */
async function looksWithoutNews(stage: Stage, pulls: readonly PullRequest[]): Promise<string[]> {
  const rounds = 5;
  stage.api.holdMilliseconds = holdMilliseconds;
  const [begin, asked] = [performance.now(), stage.api.passed.length];
  for (let round = 0; round < rounds; round += 1) {
    for (const { number } of pulls) {
      const { headers, body } = delivery(number, undefined, stage.source);
      const url = `${stage.app.url}/api/github/webhooks`;
      const { status } = await fetch(url, { method: 'POST', headers, body });
      if (status !== 202) throw new Error(`A delivery was answered with ${status}.`);
    }
    await stage.app.idle();
  }
  const seconds = (performance.now() - begin) / 1000;
  stage.api.holdMilliseconds = 0;
  const looks = rounds * pulls.length;
  return [whole(looks), (looks / seconds).toFixed(1), whole(stage.api.passed.length - asked)];
}

function rowOf(meanwhile: string, { load, delays }: Answers): string[] {
  const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
  return [
    meanwhile,
    whole(load.perSecond),
    milliseconds(load.p50),
    milliseconds(load.p99),
    whole(load.refused),
    milliseconds(delays.p99),
    milliseconds(delays.longest),
  ];
}
