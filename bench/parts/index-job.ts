import { foldersOf } from '../corpus/library.ts';
import { readOriginals } from '../corpus/original.ts';
import { cpuSecondsOf } from '../measure/process-tree.ts';
import { seconds, whole } from '../report/figures.ts';
import type { PartReport } from '../report/record.ts';
import { openStage, type Stage } from '../server/stage.ts';
import { kindInWords, libraryOf, type PartContext } from './context.ts';

/** Merges one new pattern into the largest library and tells what the App's index job asks for and takes. */
export async function indexPart(context: PartContext): Promise<PartReport> {
  const { options, workplace, say } = context;
  const { readme, hasEvidence, seed } = options;
  const patterns = Math.max(...options.sizes);
  const library = await libraryOf(context, patterns);
  const kind = { patterns: patterns + 1, readme, hasEvidence, seed };
  const added = [...foldersOf(await readOriginals('patterns/ml'), kind)].slice(patterns);
  const stage = await openStage(library.directory, workplace.emptyFolder());
  try {
    say('the App looks at the library for the first time');
    const first = await taken(stage, async () => {});
    await stage.branch('one-more', added);
    const pull = await stage.ada.open(stage.repository, { title: 'One more', head: 'one-more' });
    await stage.checked(pull);
    await stage.settled();
    say('merging');
    const merged = await taken(stage, async () => {
      const { status } = await stage.ada.merge(stage.repository, pull);
      if (status !== 200) throw new Error(`The pull request was not merged: ${status}.`);
    });
    return {
      title: 'The index after a merge',
      notes: [
        `A library of ${patterns.toLocaleString('en')} patterns with its index, one pattern merged; until the App has nothing left to do. ${kindInWords(context)}`,
        `Requests of the merge: ${merged.operations}.`,
      ],
      tables: [
        {
          title: `${patterns.toLocaleString('en')} patterns`,
          header: ['What', 'Time', 'CPU of the App', 'Requests'],
          rows: [
            ['the App is installed', ...cellsOf(first)],
            ['one pattern is merged', ...cellsOf(merged)],
          ],
        },
      ],
      curves: [],
    };
  } finally {
    await stage.close();
  }
}

type Taken = { wall: number; cpu: number; requests: number; operations: string };

/** What the App takes from something that happens until it has nothing left to do. */
async function taken(stage: Stage, happening: () => Promise<void>): Promise<Taken> {
  const { world, app } = stage;
  const [begin, asked, cpu] = [performance.now(), world.requests.length, cpuSecondsOf(app.pid)];
  await happening();
  await stage.settled();
  const own = world.requests.slice(asked).filter(({ as }) => as.startsWith('installation:'));
  const kinds = Map.groupBy(own, ({ operation, method, path }) => operation ?? `${method} ${path}`);
  return {
    wall: (performance.now() - begin) / 1000,
    cpu: cpuSecondsOf(app.pid) - cpu,
    requests: own.length,
    operations: [...kinds].map(([name, those]) => `${name} ${those.length}`).join(', '),
  };
}

function cellsOf({ wall, cpu, requests }: Taken): string[] {
  return [seconds(wall), seconds(cpu), whole(requests)];
}
