import type { ParsedFile } from '../pattern/parsed-file.ts';
import type { Range } from '../pattern/position.ts';
import { type ChartStamp, stampIn } from './chart-stamp.ts';
import { type Results, readResults } from './results.ts';
import { sha256 } from './sha256.ts';

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
    script:
      script?.kind === 'script'
        ? { path: script.path, text: script.text, sha256: sha256(script.text) }
        : null,
    results:
      results?.kind === 'results'
        ? { path: results.path, sha256: sha256(results.text), ...readResults(results.text, results.data) }
        : null,
    chart:
      chart?.kind === 'chart' ? { path: chart.path, text: chart.text, stamp: stampIn(chart.text) } : null,
  };
}
