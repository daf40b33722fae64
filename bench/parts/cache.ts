import { existsSync, readdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Corpus } from '../corpus/make-library.ts';
import { measure, type Subject } from '../measure/measure.ts';
import { runOnce } from '../measure/run-once.ts';
import { seconds } from '../report/figures.ts';
import type { PartReport } from '../report/record.ts';
import { objectionTo } from '../subjects.ts';
import { kindInWords, libraryOf, type PartContext } from './context.ts';
import { measuredHeader, measuredRow } from './measured-row.ts';

/** Has the largest library checked once more with nothing changed: in Git, which knows what it has seen, and outside Git. */
export async function cachePart(context: PartContext): Promise<PartReport> {
  const { options, say } = context;
  const patterns = Math.max(...options.sizes);
  const inGit = await libraryOf(context, patterns);
  const outside = { ...inGit, directory: `${inGit.directory}-outside-git` };
  if (!existsSync(outside.directory)) await copyWithoutGit(inGit.directory, outside.directory);
  const first = [await primed(context, 'in Git', inGit), await primed(context, 'outside Git', outside)];
  const again = await measure(
    first.map(({ subject }) => subject),
    options.runs,
    say,
  );
  return {
    title: 'An unchanged library once more',
    notes: [`${patterns.toLocaleString('en')} patterns. ${kindInWords(context)}`],
    tables: [
      {
        title: `${patterns.toLocaleString('en')} patterns, unchanged`,
        header: ['Where', 'First time', ...measuredHeader],
        rows: again.map((one, index) => [
          one.name,
          seconds(first[index]?.wallSeconds ?? 0),
          ...measuredRow(one),
        ]),
      },
    ],
    curves: [],
  };
}

async function copyWithoutGit(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true, filter: path => basename(path) !== '.git' });
}

/** A check with a cache that an earlier one has filled; throws where it keeps none. */
async function primed(
  { options, workplace }: PartContext,
  name: string,
  { directory, patterns }: Corpus,
): Promise<{ subject: Subject; wallSeconds: number }> {
  const cache = workplace.emptyFolder();
  const run = {
    words: [...options.cli.words, 'check'],
    directory,
    environment: { [options.cacheVariable]: cache },
  };
  const outcome = await runOnce(run);
  const objection = objectionTo(outcome, patterns);
  if (objection !== null) throw new Error(`The check ${name} did not do its work: ${objection}`);
  if (readdirSync(cache).length === 0)
    throw new Error(
      `This CLI keeps no cache in the folder that ${options.cacheVariable} names, so there is nothing to measure; --cache-variable says where it is.`,
    );
  const subject = {
    name,
    run: () => run,
    objection: (again: typeof outcome) => objectionTo(again, patterns),
  };
  return { subject, wallSeconds: outcome.wallSeconds };
}
