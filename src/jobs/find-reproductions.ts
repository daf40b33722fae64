import { isEntry } from '../catalog/entry.ts';
import type { Reproduction } from '../catalog/reproductions.ts';
import type { Branch } from '../github/read-branch.ts';
import { readMerged } from '../github/read-merged.ts';
import { folderOf } from '../pattern/place.ts';
import type { DomainAt } from '../planning/read-domains.ts';
import { recordOf, unreproduced } from '../review/reproduction-records.ts';
import type { JobContext } from './context.ts';
import { RetryLater } from './outcome.ts';

/** One query asks for so many; what is left over has its turn after a later push. */
const maxPatterns = 20;

/** Finds the records that trustworthy runs of merged pull requests allow, by domain. Nothing is asked where none is missing. */
export async function findReproductions(
  { github, log }: Pick<JobContext, 'github' | 'log'>,
  repositoryId: string,
  branch: Branch,
  domains: readonly DomainAt[],
): Promise<Map<string, Reproduction[]>> {
  const turn = Number.parseInt(branch.oid.slice(0, 8), 16);
  const wanted = domains
    .flatMap(({ domain, taxonomy, library, indexed, canRecord }) => {
      if (taxonomy === null) return [];
      if (!canRecord) {
        log.warn({ domain }, 'nothing is recorded: reproductions.json is not what Pattern Librarian wrote');
        return [];
      }
      const known = [...indexed.values()].flat().filter(isEntry);
      const { module } = library;
      return unreproduced(library, known, turn).map(entry => ({ domain, entry, module }));
    })
    .slice(0, maxPatterns);
  const records = new Map<string, Reproduction[]>();
  if (wanted.length === 0) return records;
  try {
    const folders = wanted.map(({ entry }) => folderOf(entry));
    const merged = await readMerged(github, repositoryId, branch, folders);
    for (const [place, { domain, entry, module }] of wanted.entries()) {
      const record = recordOf(entry, module, merged[place] ?? []);
      if (record) records.set(domain, [...(records.get(domain) ?? []), record]);
    }
  } catch (error) {
    if (error instanceof RetryLater || !isRefused(error)) throw error;
    // A record can wait for the next push; the index must not wait for a history that GitHub will not show.
    log.warn({ repository: branch.nameWithOwner, err: error }, 'no reproductions could be looked up');
    return new Map();
  }
  return records;
}

/** Tells whether GitHub said no in its answer (an error under HTTP 200), or gave up after its ten seconds; anything else passes. */
function isRefused(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  return 'errors' in error || ('status' in error && (error.status === 502 || error.status === 504));
}
