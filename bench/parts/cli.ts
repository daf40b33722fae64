import { firstPatternIn } from '../corpus/first-pattern.ts';
import type { Corpus } from '../corpus/make-library.ts';
import { type Measured, measure, type Subject } from '../measure/measure.ts';
import type { Cli } from '../options.ts';
import type { Curve, PartReport, Table } from '../report/record.ts';
import { objectionTo, wholeCheck } from '../subjects.ts';
import { kindInWords, libraryOf, type PartContext } from './context.ts';
import { measuredHeader, measuredRow } from './measured-row.ts';
import { oldFigures, oldInWords } from './old-figures.ts';

/** Measures how long our commands take to begin, for one pattern, and for libraries that grow. */
export async function cliPart(context: PartContext): Promise<PartReport> {
  const { options } = context;
  const growth: Grown[] = [];
  const startUp = await startUpTable(context);
  for (const patterns of options.sizes) {
    const corpus = await libraryOf(context, patterns);
    const subjects = allOurs(context).map(cli =>
      wholeCheck(cli, corpus, context.workplace, options.cacheVariable),
    );
    growth.push({ patterns, measured: await measure(subjects, options.runs, context.say) });
  }
  return {
    title: 'The command line',
    notes: [
      `${kindInWords(context)} Every check begins with an empty cache of ours and a warm page cache.`,
      'A row’s “more per pattern” is what it takes beyond the row above, divided by the patterns it has more.',
    ],
    tables: [startUp, growthTable(growth)],
    curves: curvesOf(growth),
  };
}

function allOurs({ options }: PartContext): Cli[] {
  return [options.cli, ...options.also];
}

type Grown = { patterns: number; measured: Measured[] };

async function startUpTable(context: PartContext): Promise<Table> {
  const { options, workplace, say } = context;
  const corpus = await libraryOf(context, 14);
  const bare: Subject = {
    name: 'node, nothing else',
    run: () => ({ words: [process.execPath, '--eval', '0'], directory: corpus.directory }),
    objection: ({ exitCode }) => (exitCode === 0 ? null : `it ended with ${exitCode}.`),
  };
  const named = (cli: Cli, what: string): string => (cli === options.cli ? what : `${what}, ${cli.name}`);
  const ours = allOurs(context).flatMap((cli): Subject[] => [
    answered(cli, '--version', named(cli, '--version'), corpus, /^\d+\.\d+\.\d+/),
    answered(cli, '--help', named(cli, '--help'), corpus, /^Usage: /m),
    {
      name: named(cli, 'one pattern of fourteen'),
      run: () => ({
        words: [...cli.words, 'check', firstPatternIn(corpus.directory)],
        directory: corpus.directory,
        environment: { [options.cacheVariable]: workplace.emptyFolder() },
      }),
      objection: outcome => objectionTo(outcome, 1),
    },
  ]);
  const old: Record<string, string> = {
    [bare.name]: oldInWords(oldFigures.bareNode),
    '--help': oldInWords(oldFigures.help),
    'one pattern of fourteen': oldInWords(oldFigures.onePattern),
  };
  const measured = await measure([bare, ...ours], options.runs, say);
  return {
    title: 'Start-up, and one pattern',
    header: ['What', ...measuredHeader, 'At ee28543'],
    rows: measured.map(one => [one.name, ...measuredRow(one), old[one.name] ?? '']),
  };
}

function answered(cli: Cli, word: string, name: string, corpus: Corpus, answer: RegExp): Subject {
  return {
    name,
    run: () => ({ words: [...cli.words, word], directory: corpus.directory }),
    objection: ({ exitCode, output }) =>
      exitCode === 0 && answer.test(output) ? null : `it ended with ${exitCode} and another answer.`,
  };
}

function growthTable(growth: readonly Grown[]): Table {
  const rows = growth.flatMap(({ patterns, measured }, index) =>
    measured.map((one, place) => {
      const smaller = growth[index - 1];
      const before = smaller?.measured[place];
      const more = smaller ? patterns - smaller.patterns : 0;
      const growing = before && more > 0;
      return [
        patterns.toLocaleString('en'),
        one.name,
        ...measuredRow(one),
        growing ? `${(((one.cpuSeconds - before.cpuSeconds) / more) * 1000).toFixed(2)} ms` : '',
        growing ? `${((one.peakBytes - before.peakBytes) / more / 1000).toFixed(0)} kB` : '',
        patterns === 1_000 && place === 0 ? oldInWords(oldFigures.thousand) : '',
      ];
    }),
  );
  const header = [
    'Patterns',
    'Command',
    ...measuredHeader,
    'CPU, more per pattern',
    'Memory, more per pattern',
  ];
  return { title: 'A whole library', header: [...header, 'At ee28543'], rows };
}

function curvesOf(growth: readonly Grown[]): Curve[] {
  const names = growth[0]?.measured.map(({ name }) => name) ?? [];
  return names.flatMap((name, place): Curve[] => {
    const points = (of: (one: Measured) => number): Curve['points'] =>
      growth.flatMap(({ patterns, measured }) => {
        const one = measured[place];
        return one ? [[patterns, of(one)] satisfies [number, number]] : [];
      });
    return [
      { picture: 'seconds', name, points: points(({ wallSeconds }) => wallSeconds) },
      { picture: 'megabytes', name, points: points(({ peakBytes }) => peakBytes / 1e6) },
    ];
  });
}
