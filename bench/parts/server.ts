import type { Folder } from '../corpus/library.ts';
import { median } from '../measure/median.ts';
import { cpuSecondsOf } from '../measure/process-tree.ts';
import { seconds, whole } from '../report/figures.ts';
import type { PartReport } from '../report/record.ts';
import type { LoopDelay } from '../server/app-process-messages.ts';
import { covered } from '../server/covered.ts';
import { openStage, type Stage } from '../server/stage.ts';
import { worstFolders } from '../server/worst-files.ts';
import { kindInWords, libraryOf, type PartContext } from './context.ts';
import { newFolders, originals } from './new-folders.ts';

const worst = 60;

/** Measures the App from the webhook of a pull request to its written check, and how late its event loop is meanwhile. */
export async function serverPart(context: PartContext): Promise<PartReport> {
  const { options, workplace, say } = context;
  const library = await libraryOf(context, originals);
  const stage = await openStage(library.directory, workplace.emptyFolder(), options);
  try {
    await stage.settled();
    // The first one makes labels and takes a token.
    await reviewed(stage, 'warm', await newFolders(context, 1, 0));
    const usual: Reviewed[] = [];
    for (let round = 1; round <= options.runs; round += 1) {
      const folders = await newFolders(context, options.patternCount, round);
      const one = await reviewed(stage, `round-${round}`, folders);
      say(`${options.patternCount} patterns: ${seconds(one.own)} without the local GitHub`);
      usual.push(one);
    }
    const hostile = await reviewed(stage, 'worst', worstFolders(worst));
    return {
      title: 'The App',
      notes: [
        `A pull request to a library of ${originals} patterns on the local GitHub; the App is a process of its own, with its embedded store. ${kindInWords(context)}`,
        '“Without GitHub” is the time from the webhook to the written check in which the App was not waiting for an answer of the local GitHub.',
        `The worst files: ${worst} READMEs of 128 KiB within every limit, made of setext headings and of mail addresses. The event loop is measured by \`perf_hooks.monitorEventLoopDelay\` with a resolution of 1 ms, from opening the pull request to its check.`,
      ],
      tables: [
        {
          title: 'From the webhook to the written check',
          header: [
            'Pull request',
            'Time',
            'Without GitHub',
            'CPU of the App',
            'Requests',
            'Loop, p50',
            'Loop, p99',
            'Loop, longest',
            'Conclusion',
          ],
          rows: [
            rowOf(`${options.patternCount} patterns`, usual),
            rowOf(`the worst files (${worst} READMEs)`, [hostile]),
          ],
        },
      ],
      curves: [],
    };
  } finally {
    await stage.close();
  }
}

type Reviewed = {
  wall: number;
  own: number;
  cpu: number;
  requests: number;
  delays: LoopDelay;
  conclusion: string;
};

async function reviewed(stage: Stage, branch: string, folders: readonly Folder[]): Promise<Reviewed> {
  await stage.branch(branch, folders);
  await stage.settled();
  await stage.app.forgetDelays();
  const [calls, hooks] = [stage.api.passed.length, stage.webhooks.passed.length];
  const cpu = cpuSecondsOf(stage.app.pid);
  const pull = await stage.ada.open(stage.repository, { title: branch, head: branch });
  const check = await stage.checked(pull);
  const end = performance.now();
  const delays = await stage.app.delays();
  const cpuSeconds = cpuSecondsOf(stage.app.pid) - cpu;
  const asked = stage.api.passed.slice(calls);
  const begin = stage.webhooks.passed[hooks]?.from;
  if (begin === undefined) throw new Error('No webhook has reached the App.');
  await stage.ada.api('PATCH', `/repos/octo/library/pulls/${pull.number}`, { state: 'closed' });
  await stage.settled();
  return {
    wall: (end - begin) / 1000,
    own: (end - begin - covered(asked, begin, end)) / 1000,
    cpu: cpuSeconds,
    requests: asked.length,
    delays,
    conclusion: check.conclusion ?? '',
  };
}

function rowOf(name: string, all: readonly Reviewed[]): string[] {
  const middle = (of: (one: Reviewed) => number): number => median(all.map(of));
  const milliseconds = (value: number): string => `${value.toFixed(1)} ms`;
  return [
    name,
    seconds(middle(({ wall }) => wall)),
    seconds(middle(({ own }) => own)),
    seconds(middle(({ cpu }) => cpu)),
    whole(middle(({ requests }) => requests)),
    milliseconds(middle(({ delays }) => delays.median)),
    milliseconds(middle(({ delays }) => delays.p99)),
    milliseconds(Math.max(...all.map(({ delays }) => delays.longest))),
    [...new Set(all.map(({ conclusion }) => conclusion.toLowerCase()))].join(', '),
  ];
}
