import { externalIdOf } from '../../src/planning/plan-pull-request.ts';
import {
  type Commit,
  commits,
  type Fixture,
  folderNames,
  libraryTree,
  type PullRequestFile,
} from '../../test/replay/fixture.ts';
import { toJson } from '../../test/replay/json-lines.ts';
import { type Planned, type Replayed, replay } from '../../test/replay/replay.ts';
import { reviewPage } from '../../test/replay/review-page.ts';
import { isSame, type Special, type Tree } from '../../test/replay/tree.ts';
import { firstDifference } from './first-difference.ts';

/** What a fixture's folder is to hold, by path. */
export type FixtureFiles = Map<string, Uint8Array>;

/**
 * What must be kept of a recording to replay it. Throws where the replay is another review than the one that the App made:
 * such a fixture would prove nothing. Null: what was recorded has been changed since, so there is none to compare with.
 */
export async function fixtureFiles(recorded: Fixture, plan: Planned | null): Promise<FixtureFiles> {
  const missing = [...libraryTree.keys()].find(path => !recorded.trees.default.has(path));
  if (missing !== undefined)
    throw new Error(`The default branch has no ${missing}, as that of every recorded pull request has.`);
  const fixture = await withCheckRunOfReplay(recorded, plan);
  const replayed = await replay(fixture);
  const page = reviewPage(fixture.story, replayed.plan);
  const made = plan ? reviewPage(fixture.story, plan) : page;
  if (made !== page)
    throw new Error(`It replays to another review than the App’s:\n${firstDifference(made, page)}`);
  const { trees, claims, snapshot, ...rest } = fixture;
  const { files, special, absent } = ownFiles(fixture, replayed);
  const told: PullRequestFile = {
    ...rest,
    ...(Object.keys(special).length > 0 && { special }),
    ...(Object.keys(absent).length > 0 && { absent }),
    claims,
    snapshot,
  };
  files.set('pull-request.json', new TextEncoder().encode(toJson(told)));
  files.set('review.md', new TextEncoder().encode(page));
  return files;
}

/** A check run is named by a digest of itself, and so of addresses that are not kept. */
async function withCheckRunOfReplay(fixture: Fixture, plan: Planned | null): Promise<Fixture> {
  const { snapshot } = fixture;
  if (snapshot.checkRun === null || plan === null) return fixture;
  const { review } = (await replay(fixture)).plan;
  const isCurrent =
    plan.difference.checkRun === null || plan.difference.checkRun.externalId === snapshot.checkRun.externalId;
  const externalId = isCurrent
    ? externalIdOf(snapshot.number, review)
    : `pr-${snapshot.number}:${'0'.repeat(40)}`;
  return { ...fixture, snapshot: { ...snapshot, checkRun: { ...snapshot.checkRun, externalId } } };
}

/** Of all files of the commits those that the review asks for, and of those only what the commit below does not say. */
function ownFiles(
  { trees, snapshot, mergeBase }: Fixture,
  { used }: Replayed,
): { files: FixtureFiles } & Required<Pick<PullRequestFile, 'special' | 'absent'>> {
  const files: FixtureFiles = new Map();
  const special: Partial<Record<Commit, Record<string, Special>>> = {};
  const absent: Partial<Record<Commit, string[]>> = {};
  const isNeeded = (path: string): boolean => commits.some(commit => used[commit].has(path));
  const needed = [...trees.default].filter(([path]) => isNeeded(path));
  const before: Tree = new Map([...libraryTree, ...needed]);
  const deleted = snapshot.files.flatMap(({ path, change }) => (change === 'deleted' ? path : []));
  for (const commit of commits) {
    if (commit === 'mergeBase' && mergeBase === undefined) continue;
    const below = commit === 'default' ? libraryTree : before;
    const own = [...trees[commit]].filter(
      ([path, file]) =>
        (commit === 'default' ? isNeeded(path) : used[commit].has(path)) && !isSame(below.get(path), file),
    );
    for (const [path, file] of own)
      if (file.special) special[commit] = { ...special[commit], [path]: file.special };
      else files.set(`${folderNames[commit]}/${path}`, file.bytes);
    const gone = [...below.keys()].filter(
      path => !trees[commit].has(path) && !(commit === 'head' && deleted.includes(path)),
    );
    if (gone.length > 0) absent[commit] = gone;
  }
  return { files, special, absent };
}
