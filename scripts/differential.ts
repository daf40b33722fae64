/** Compares what the fast parser reads with what the reference reads, and what is found by every way: docs/decisions/0011-markdown-at-native-speed.md says why. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openFastMarkdown } from '../src/examiner/fast-markdown.ts';
import { isConventional } from '../src/pattern/conventional-markdown.ts';
import { differenceIn } from './differential/compare.ts';
import { ownCorpus } from './differential/corpus.ts';
import { differencesBetween } from './differential/findings.ts';
import { samplesBelow } from './differential/folders.ts';
import { generate } from './differential/generate.ts';
import { openWays } from './differential/ways.ts';

const usage = `Compares the trees of the fast parser with those of the reference.

  npm run differential -- <folder>…           all Markdown files in these folders; and what is found in the
                                              patterns below them, by every way in which they are examined
  npm run differential -- --generate <number> so many generated inputs
      --seed <seed> --from <number>           of this seed, from this one on: to go on after a stop
  --backend native|wasi                       which build of the fast parser; native if not said`;

const { values, positionals: folders } = parseArgs({
  allowPositionals: true,
  options: {
    generate: { type: 'string' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string', default: '0' },
    backend: { type: 'string', default: 'native' },
  },
});
const wanted = values.backend === 'wasi' ? 'wasi' : 'native';
const { backend, parseBody } = await openFastMarkdown([wanted]);
const counts = { inputs: 0, fast: 0, different: 0 };

if (backend !== wanted) stop(`satteri's ${wanted} build cannot be opened here.`);
else if (values.generate !== undefined)
  compareGenerated(Number(values.generate), Number(values.from), Number(values.seed));
else if (folders.length > 0) await compareFolders();
else stop(usage);

function compareGenerated(number: number, from: number, seed: number): void {
  const corpus = ownCorpus();
  for (let at = from; at < from + number; at += 1) {
    compare(generate(corpus, seed, at), `seed ${seed}, input ${at}`);
    if (counts.inputs % 100_000 === 0) tell(`seed ${seed} up to ${at + 1}`);
  }
  tell(`seed ${seed}, inputs ${from} to ${from + number - 1}`);
}

async function compareFolders(): Promise<void> {
  for (const folder of folders) compareFolder(folder);
  const { ways, close } = await openWays();
  try {
    for (const folder of folders) {
      const samples = samplesBelow(folder);
      const differences = await differencesBetween(samples, ways);
      for (const { name, way, difference } of differences) console.error(`${name}, ${way}: ${difference}`);
      if (differences.length > 0) process.exitCode = 1;
      console.log(
        `${folder}: ${samples.length} folders, ${ways.length + 1} ways, ${differences.length} different`,
      );
    }
  } finally {
    close();
  }
}

function compareFolder(folder: string): void {
  for (const path of globSync('**/*.md', { cwd: folder, exclude: ['**/node_modules/**'] }).sort())
    compare(readFileSync(join(folder, path), 'utf8'), join(folder, path));
  tell(folder);
}

/** Where the fast parser is not used, there is nothing to compare. */
function compare(text: string, name: string): void {
  counts.inputs += 1;
  if (!isConventional(text)) return;
  counts.fast += 1;
  const difference = differenceIn(text, parseBody);
  if (difference === null) return;
  counts.different += 1;
  process.exitCode = 1;
  console.error(`${name}: ${difference}\n${JSON.stringify(text)}`);
}

function tell(what: string): void {
  const share = ((100 * counts.fast) / counts.inputs).toFixed(1);
  console.log(
    `${what}: ${counts.inputs} inputs, ${counts.fast} fast (${share} %), ${counts.different} different`,
  );
}

function stop(message: string): void {
  console.error(message);
  process.exitCode = 2;
}
