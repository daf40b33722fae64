import type { Corpus } from '../corpus/make-library.ts';
import { type Measured, measure, type Subject } from '../measure/measure.ts';
import { installPeers } from '../peers/install-peers.ts';
import { type Peer, peers } from '../peers/peers.ts';
import { ratio } from '../report/figures.ts';
import type { Curve, PartReport, Table } from '../report/record.ts';
import { wholeCheck } from '../subjects.ts';
import { kindInWords, libraryOf, type PartContext } from './context.ts';
import { measuredHeader, measuredRow } from './measured-row.ts';
import { oldFigures, oldInWords } from './old-figures.ts';

type Compared = { patterns: number; ours: Measured; others: Measured[] };

/** Has the same libraries checked by us and by others, in turns. */
export async function peersPart(context: PartContext): Promise<PartReport> {
  const { options, workplace, say } = context;
  say('installing the peers');
  const installed = await installPeers(workplace.directory);
  const all: Compared[] = [];
  for (const patterns of options.sizes) {
    const corpus = await libraryOf(context, patterns);
    const own = wholeCheck(options.cli, corpus, workplace, options.cacheVariable);
    const subjects = [own, ...peers.map(peer => subjectOf(peer, installed, corpus))];
    const [ours, ...others] = await measure(subjects, options.runs, say);
    if (ours) all.push({ patterns, ours, others });
  }
  return {
    title: 'Beside others',
    notes: [
      `${kindInWords(context)} No cache of anybody. Others look at the READMEs only: links, relations, evidence and the library as a whole are our work alone.`,
      ...peers.map(({ packages, work }) => `\`${packages[0]}\`: ${work}.`),
      ...all.flatMap(aheadOfUs),
    ],
    tables: all.map(tableOf),
    curves: curvesOf(all),
  };
}

function subjectOf(peer: Peer, installed: string, corpus: Corpus): Subject {
  return {
    name: peer.name,
    run: () => peer.run(installed, corpus.directory),
    objection: outcome => {
      if (![0, 1].includes(outcome.exitCode)) return `it ended with ${outcome.exitCode}.`;
      const seen = peer.filesSeen(outcome);
      return seen === corpus.patterns ? null : `it has looked at ${seen} of ${corpus.patterns} READMEs.`;
    },
  };
}

/** Says who takes less than we do, and of what. */
function aheadOfUs({ patterns, ours, others }: Compared): string[] {
  const measures = [
    ['time', ({ wallSeconds }: Measured) => wallSeconds],
    ['CPU', ({ cpuSeconds }: Measured) => cpuSeconds],
    ['memory', ({ peakBytes }: Measured) => peakBytes],
  ] as const;
  const ahead = others.flatMap(other => {
    const less = measures.filter(([, of]) => of(other) < of(ours));
    const told = less.map(([what, of]) => `${ratio(of(ours), of(other))} its ${what}`);
    return told.length > 0 ? [`${other.name} (we take ${told.join(', ')})`] : [];
  });
  const of = `With ${patterns.toLocaleString('en')} ${patterns === 1 ? 'pattern' : 'patterns'}`;
  return [
    ahead.length > 0 ? `**${of}, ahead of us**: ${ahead.join('; ')}.` : `${of}, nobody is ahead of us.`,
  ];
}

function tableOf({ patterns, ours, others }: Compared): Table {
  return {
    title: `${patterns.toLocaleString('en')} ${patterns === 1 ? 'pattern' : 'patterns'}`,
    header: ['Command', ...measuredHeader, 'Time, ours = 1', 'At ee28543, 1,000 patterns'],
    rows: [ours, ...others].map(one => {
      const old = Object.entries({ ...oldFigures, [ours.name]: oldFigures.thousand }).find(
        ([name]) => name === one.name,
      );
      return [
        one.name,
        ...measuredRow(one),
        ratio(one.wallSeconds, ours.wallSeconds),
        old && patterns === 1_000 ? oldInWords(old[1]) : '',
      ];
    }),
  };
}

function curvesOf(all: readonly Compared[]): Curve[] {
  const names = all[0]?.others.map(({ name }) => name) ?? [];
  return names.flatMap((name, place): Curve[] => {
    const points = (of: (one: Measured) => number): Curve['points'] =>
      all.flatMap(({ patterns, others }) => {
        const one = others[place];
        return one ? [[patterns, of(one)] satisfies [number, number]] : [];
      });
    return [
      { picture: 'seconds', name, points: points(({ wallSeconds }) => wallSeconds) },
      { picture: 'megabytes', name, points: points(({ peakBytes }) => peakBytes / 1e6) },
    ];
  });
}
