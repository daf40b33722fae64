import type { Entry } from '../catalog/entry.ts';
import { evidenceLevel, type Library } from '../catalog/library.ts';
import type { Reproduction } from '../catalog/reproductions.ts';
import { type RunPullRequest, rerunOf } from './reproduction.ts';

/** A merged pull request, and Git's ids at its head of what a record speaks of. */
export type MergedPullRequest = RunPullRequest & {
  script: string | null;
  results: string | null;
  /** The state of the shared module, as `Library` names it. */
  module: string | null;
};

/**
 * The patterns whose results nobody has measured again yet: those first that the index does not know as they are,
 * then the others from a place that `turn` chooses, so that none waits for ever behind those that will never be.
 */
export function unreproduced(library: Library, indexed: readonly Entry[], turn: number): Entry[] {
  const { module } = library;
  if (module === null) return [];
  const waiting = library.entries.filter(entry => evidenceLevel(library, entry) === 'benchmarked');
  const known = new Set(indexed.map(resultsOf));
  const fresh = waiting.filter(entry => !known.has(resultsOf(entry)));
  const others = waiting.filter(entry => known.has(resultsOf(entry)));
  const start = others.length === 0 ? 0 : turn % others.length;
  return [...fresh, ...others.slice(start), ...others.slice(0, start)];
}

function resultsOf({ fingerprint, evidence: { files } }: Entry): string {
  return `${fingerprint} ${files['benchmark.py']} ${files['results.json']}`;
}

/** The record of an entry from the pull requests that brought its results, if one of them was measured again. */
export function recordOf(
  entry: Entry,
  module: string | null,
  merged: readonly MergedPullRequest[],
): Reproduction | null {
  const { 'benchmark.py': script, 'results.json': results } = entry.evidence.files;
  if (!script || !results || module === null) return null;
  for (const pull of merged) {
    // What was measured must be what is there now: files, and the module that measured them.
    if (pull.script !== script || pull.results !== results || pull.module !== module) continue;
    const rerun = rerunOf(pull);
    if (rerun.kind !== 'reproduced') continue;
    const { url, date } = rerun;
    return { fingerprint: entry.fingerprint, script, results, module, by: url, date };
  }
  return null;
}
