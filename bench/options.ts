import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ReadmeSize } from './corpus/readme-kinds.ts';

const repository = resolve(import.meta.dirname, '..');

export const help = `Measures Pattern Librarian beside other checkers of Markdown, and writes bench/README.md.

Usage: npm run bench [-- <parts…> [options]]

Parts (default: all, each of which can be run alone):
  cli      start-up, one pattern, and libraries of growing size
  peers    the same library by us and by others
  cache    an unchanged library once more, in Git and outside Git
  server   a pull request of 50 patterns, and the event loop while the worst files are examined
  index    a merge in a large library
  intake   deliveries a second, beside the least that does as much
  load     answers to deliveries while pull requests are reviewed and while the largest library is read, and looks that find nothing new
  size     what an installation takes

  --cli <command>        what is measured (default: node src/cli/main.ts); words are split at spaces
  --also <name=command>  another CLI of ours beside it, such as an older release; may be repeated
  --sizes <numbers>      patterns in the libraries (default: 1,14,100,1000,10000)
  --readme full|short    READMEs of about 27 KB, as ours are, or of about 8 KB (default: full)
  --alone                libraries of READMEs alone, without results.json, chart.svg and benchmark.py
  --runs <n>             timed runs of each command (default: 5)
  --seed <n>             what the libraries are made from (default: 1)
  --temp <folder>        where libraries and peers are kept (default: a new folder, removed at the end)
  --cache-variable <n>   environment variable that names the folder of our cache (default: XDG_CACHE_HOME)
  --package <name=path>  a package to pack and to install, or a tarball; may be repeated (default: the whole project)
  --pattern-count <n>    patterns in the pull request of \`server\` (default: 50)
  --concurrency <n>      looks that the App takes at once (default: its own)
  --cgroup <folder>      a control group that the App is started in, such as one that bounds its memory
  --seconds <n>          how long \`intake\` and \`load\` send deliveries each time (default: 20)`;

/** What is to be measured, and how. */
export type Options = {
  parts: readonly PartName[];
  cli: Cli;
  also: readonly Cli[];
  sizes: readonly number[];
  readme: ReadmeSize;
  hasEvidence: boolean;
  runs: number;
  seed: number;
  /** Null: a new one, which is removed at the end. */
  temp: string | null;
  cacheVariable: string;
  packages: readonly { name: string; path: string }[];
  patternCount: number;
  seconds: number;
  /** What the App is started with; null: as it is by itself. */
  concurrency: number | null;
  cgroup: string | null;
};

/** A command of ours under the name that the tables have for it. */
export type Cli = { name: string; words: readonly string[] };

export const partNames = ['cli', 'peers', 'cache', 'server', 'index', 'intake', 'load', 'size'] as const;
export type PartName = (typeof partNames)[number];

/** Reads the command line; throws a sentence where it cannot be understood. */
export function readOptions(args: string[]): Options | 'help' {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      cli: { type: 'string' },
      also: { type: 'string', multiple: true, default: [] },
      sizes: { type: 'string', default: '1,14,100,1000,10000' },
      readme: { type: 'string', default: 'full' },
      alone: { type: 'boolean', default: false },
      runs: { type: 'string', default: '5' },
      seed: { type: 'string', default: '1' },
      temp: { type: 'string' },
      'cache-variable': { type: 'string', default: 'XDG_CACHE_HOME' },
      package: { type: 'string', multiple: true, default: [] },
      'pattern-count': { type: 'string', default: '50' },
      seconds: { type: 'string', default: '20' },
      concurrency: { type: 'string' },
      cgroup: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const packages = values.package.map(text => {
    const [name, path] = namedIn('package', text);
    return { name, path: resolve(path) };
  });
  return {
    parts: positionals.length > 0 ? positionals.map(partNamed) : partNames,
    cli: {
      name: 'this project',
      words: wordsOf(values.cli ?? `node ${join(repository, 'src/cli/main.ts')}`),
    },
    also: values.also.map(text => {
      const [name, command] = namedIn('also', text);
      return { name, words: wordsOf(command) };
    }),
    sizes: values.sizes.split(',').map(size => countOf('sizes', size)),
    readme: readmeNamed(values.readme),
    hasEvidence: !values.alone,
    runs: countOf('runs', values.runs),
    seed: countOf('seed', values.seed),
    temp: values.temp === undefined ? null : resolve(values.temp),
    cacheVariable: values['cache-variable'],
    packages: packages.length > 0 ? packages : [{ name: 'the whole project', path: repository }],
    patternCount: countOf('pattern-count', values['pattern-count']),
    seconds: countOf('seconds', values.seconds),
    concurrency: values.concurrency === undefined ? null : countOf('concurrency', values.concurrency),
    cgroup: values.cgroup ?? null,
  };
}

function partNamed(name: string): PartName {
  const part = partNames.find(one => one === name);
  if (part === undefined) throw new Error(`There is no part ${name}; there are ${partNames.join(', ')}.`);
  return part;
}

function readmeNamed(name: string): ReadmeSize {
  if (name === 'full' || name === 'short') return name;
  throw new Error(`--readme is ${name}; it must be full or short.`);
}

function countOf(option: string, text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text.trim())) return Number(text);
  throw new Error(`--${option} has ${text || 'nothing'}, where a number from 1 is expected.`);
}

function namedIn(option: string, text: string): [name: string, rest: string] {
  const [name = '', ...rest] = text.split('=');
  if (name !== '' && rest.length > 0) return [name, rest.join('=')];
  throw new Error(`--${option} is ${text}; it must be a name, =, and what is meant.`);
}

/** Commands are run in other folders, so paths in them become absolute; `node` is the one that runs this. */
function wordsOf(command: string): string[] {
  const [program = '', ...rest] = command.split(/\s+/).filter(Boolean);
  const first = program === 'node' ? process.execPath : program.includes('/') ? resolve(program) : program;
  return [first, ...rest.map(word => (word.includes('/') && !word.startsWith('-') ? resolve(word) : word))];
}
