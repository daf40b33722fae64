import { sha256 } from '../pattern/digests.ts';
import type { ParsedFile } from '../pattern/parsed-file.ts';
import type { Range } from '../pattern/position.ts';
import { remembered } from '../pattern/remembered.ts';
import { type ChartStamp, stampIn } from './chart-stamp.ts';
import { type Results, readResults } from './results.ts';

/** What lies beside a pattern's README as proof, as far as it is there. */
export type Evidence = {
  /** benchmark.py, with its SHA-256. */
  script: { path: string; text: string; sha256: string } | null;
  /** results.json: null in `results` when it cannot be relied on. */
  results: {
    path: string;
    sha256: string;
    results: Results | null;
    problems: { message: string; range: Range }[];
  } | null;
  /** chart.svg, and what it says of itself. */
  chart: { path: string; text: string; stamp: ChartStamp | null } | null;
};

/** Reads what lies in a pattern's folder (`patterns/ml/<category>/<slug>`). */
export function evidenceOf(folder: string, fileAt: (path: string) => ParsedFile | undefined): Evidence {
  const script = fileAt(`${folder}/benchmark.py`);
  const results = fileAt(`${folder}/results.json`);
  const chart = fileAt(`${folder}/chart.svg`);
  return {
    script: script?.kind === 'script' ? scriptIn(script) : null,
    results: results?.kind === 'results' ? resultsIn(results) : null,
    chart: chart?.kind === 'chart' ? chartIn(chart) : null,
  };
}

type FileOf<Kind extends ParsedFile['kind']> = Extract<ParsedFile, { kind: Kind }>;

const scriptIn = remembered(({ path, text }: FileOf<'script'>) => ({ path, text, sha256: sha256(text) }));

const resultsIn = remembered(({ path, text, data }: FileOf<'results'>) => ({
  path,
  sha256: sha256(text),
  ...readResults(text, data),
}));

const chartIn = remembered(({ path, text }: FileOf<'chart'>) => ({ path, text, stamp: stampIn(text) }));
