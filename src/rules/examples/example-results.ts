import { stamped } from '../../evidence/chart-stamp.ts';
import { evidenceText } from '../../evidence/evidence-text.ts';
import type { Results } from '../../evidence/results.ts';
import { programOf } from '../../evidence/runnable.ts';
import { withGeneratedPart } from '../../evidence/section.ts';
import { sha256 } from '../../pattern/digests.ts';
import { parsePattern } from '../../pattern/pattern.ts';
import { parentOf } from '../../pattern/place.ts';

/** A small experiment as `patterns reproduce` would leave it, to be changed in the one way that a rule is about. */

export const exampleScript = `"""How many requests are answered from memory."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from measure import Axis, Candidate, Data, Experiment, Quantity, run

# The declaration and measure() follow here.
`;

type Point = Results['sweeps'][number]['points'][number];

const measured = (hitRate: number, cpuSeconds: number): Point['candidates'][string] => ({
  values: { hit_rate: [hitRate] },
  means: { hit_rate: hitRate },
  wall_seconds: cpuSeconds,
  cpu_seconds: cpuSeconds,
  peak_memory_bytes: 48_000_000,
});

const point = (at: number, hitRate: number): Point => ({
  at,
  candidates: { none: measured(0, 0.021), cache: measured(hitRate, 0.034) },
  effects: {
    cache: {
      effect: { estimate: hitRate, low: hitRate, high: hitRate },
      guard: null,
      verdict: hitRate < 0.2 ? 'contradicts' : 'supports',
    },
  },
});

/** The sweep of the example with these numbers of entries, each with its hit rate. */
export const sweepOver = (
  kind: 'size' | 'condition',
  ...points: [at: number, hitRate: number][]
): Results['sweeps'][number] => ({
  axis: {
    name: 'entries',
    title: 'entries of the cache',
    unit: 'entries',
    kind,
    scale: 'log',
    resting: 1_000,
  },
  points: points.map(([at, hitRate]) => point(at, hitRate)),
});

export const exampleResults: Results = {
  version: 1,
  claim: 'A cache of a thousand entries answers a fifth of the requests or more.',
  primary: 'hit_rate',
  compare: 'difference',
  minimum_effect: 0.2,
  guard: null,
  quantities: [
    {
      name: 'hit_rate',
      better: 'higher',
      unit: '',
      description: 'share of the requests that were answered from memory',
      timing: false,
    },
  ],
  candidates: [
    {
      id: 'none',
      title: 'no cache',
      role: 'baseline',
      reason: 'Asking the model each time is what everybody does at first.',
    },
    { id: 'cache', title: 'cache', role: 'pattern', reason: '' },
  ],
  data: {
    name: 'requests with Zipf popularity',
    source: 'generated',
    arguments: 'rng.zipf(1.1, 100_000)',
    licence: 'CC0-1.0',
  },
  seeds: [0],
  interval: 'one run, as nothing is random',
  not_tested: ['Popularity that changes with time.'],
  fairness: null,
  specification: {},
  sweeps: [sweepOver('size', [100, 0.152], [1_000, 0.531], [10_000, 0.787])],
  environment: {
    host_processor_model_name: 'Example CPU',
    host_processor_vcpu_count: 2,
    host_memory_capacity: '4 GB',
    operating_system: 'Debian GNU/Linux 12',
    threads: 1,
    blas: 'generic',
    load_average: 0.1,
    python: '3.11.2',
    packages: { numpy: '1.24.2' },
  },
  made_by: {
    command: 'patterns reproduce ML-OPT-008',
    date: '2025-01-31',
    script_sha256: sha256(exampleScript),
    module_sha256: sha256(''),
  },
};

/** An example that is made when somebody looks, once: most runs of the program never do. */
export function whenAsked(make: () => Record<string, string>): { files: Record<string, string> } {
  let files: Record<string, string> | undefined;
  return {
    get files() {
      files ??= make();
      return files;
    },
  };
}

/** A README with its generated part written, and what lies beside it: as if it had been measured just now. */
export function reproduced(
  path: string,
  readme: string,
  changes: Partial<Results> = {},
): Record<string, string> {
  const pattern = parsePattern(path, readme);
  if (pattern === null) throw new Error(`${path} is no place of a pattern`);
  const program = programOf(pattern);
  const results: Results = {
    ...exampleResults,
    ...(program !== null && { examples: sha256(program) }),
    ...changes,
  };
  const folder = parentOf(path);
  const text = `${JSON.stringify(results, null, 1)}\n`;
  return {
    [path]: withGeneratedPart(readme, evidenceText(pattern, results)),
    [`${folder}/benchmark.py`]: exampleScript,
    [`${folder}/results.json`]: text,
    [`${folder}/chart.svg`]: stamped('<svg xmlns="http://www.w3.org/2000/svg"></svg>\n', sha256(text)),
  };
}
