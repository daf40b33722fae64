import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { firstPatternIn } from '../corpus/first-pattern.ts';
import { withSentence } from '../corpus/readme-kinds.ts';
import { cpuSecondsOf } from '../measure/process-tree.ts';
import { seconds, whole } from '../report/figures.ts';
import type { PartReport } from '../report/record.ts';
import { openStage, type Stage } from '../server/stage.ts';
import { kindInWords, libraryOf, type PartContext } from './context.ts';

/**
 * Merges a change of one pattern into the largest library and tells what the App's index job asks for and takes.
 */
export async function indexPart(context: PartContext): Promise<PartReport> {
  const { options, workplace, say } = context;
  const patterns = Math.max(...options.sizes);
  const library = await libraryOf(context, patterns);
  const path = firstPatternIn(library.directory);
  const readme = await readFile(join(library.directory, path, 'README.md'), 'utf8');
  const changed = { path, files: { 'README.md': withSentence(readme, 'This sentence is new.') } };
  const stage = await openStage(library.directory, workplace.emptyFolder(), options);
  try {
    say('the App looks at the library for the first time');
    const first = await taken(stage, async () => {});
    await stage.branch('changed', [changed]);
    const pull = await stage.ada.open(stage.repository, { title: 'Change a pattern', head: 'changed' });
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
        `A library of ${patterns.toLocaleString('en')} patterns with its index, a change of one pattern merged; until the App has nothing left to do. ${kindInWords(context)}`,
        `Requests of the merge: ${merged.operations}.`,
      ],
      tables: [
        {
          title: `${patterns.toLocaleString('en')} patterns`,
          header: ['What', 'Time', 'CPU of the App', 'Requests'],
          rows: [
            ['the App is installed', ...cellsOf(first)],
            ['a change of one pattern is merged', ...cellsOf(merged)],
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
