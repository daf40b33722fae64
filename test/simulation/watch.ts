import { gitAt } from '../../local-github/git-store/stores.ts';
import type { Comment, PullRequest, Repository } from '../../local-github/state.ts';
import { kindOf } from '../../src/pattern/file-kind.ts';
import { stateIn } from '../../src/review/comment-state.ts';
import { commentMarker } from '../../src/review/markers.ts';
import type { Oracle } from './oracle.ts';
import type { Stage } from './world.ts';

/** So often a process has to end over something before it may be refused. */
const leastEndings = 3;

/** Something that must never be. */
export class Violation extends Error {}

/** Who has changed something; `sawOld`: the attempt was shown a state of the world that had passed. */
export type By = { kind: 'people' } | { kind: 'app'; sawOld: boolean };

export type Watch = {
  /** Looks at what has become of the world by a change; throws where something must not be. */
  look(by: By): Promise<void>;
  /** The commits that the default branch has been at, oldest first. */
  tipsOf(repository: Repository): readonly string[];
};

type Seen = {
  heads: string[];
  /** How far in `heads` the comment has come. */
  shown: number;
  foreign: Map<string, string>;
  /** Comments of the App's: an attempt that was shown an old state may add a second, which the next one takes away. */
  own: number;
};

export function ownComments(pull: PullRequest, slug: string): Comment[] {
  return pull.comments.filter(
    ({ author, body, edits }) =>
      author.login === `${slug}[bot]` && (edits[0]?.body ?? body).startsWith(commentMarker),
  );
}

export function watch({ app, libraries, endings }: Stage, oracle: () => Oracle): Watch {
  const tips = new Map<number, string[]>();
  const pulls = new Map<string, Seen>();
  const runs = new Map<number, string>();

  async function lookAtBranch(repository: Repository, by: By): Promise<void> {
    const git = gitAt(repository.gitDirectory);
    const tip = (await git.readObject(`refs/heads/${repository.defaultBranch}`))?.oid ?? '';
    const known = tips.get(repository.id) ?? [];
    tips.set(repository.id, known);
    const before = known.at(-1);
    if (before === tip) return;
    known.push(tip);
    if (before === undefined) return;
    if (!(await git.isAncestor(before, tip)))
      throw new Violation(`${repository.name}: the default branch has lost ${before}`);
    if (by.kind === 'people') return;
    const files = await git.changes(before, tip, { renames: false });
    const other = files.find(({ path }) => kindOf(path) !== 'index');
    if (other) throw new Violation(`${repository.name}: the App has committed ${other.path}`);
    if (files.length === 0) throw new Violation(`${repository.name}: a commit of the App's changes nothing`);
  }

  function lookAtComments(repository: Repository, pull: PullRequest, by: By): void {
    const [name, key] = [`${repository.name}#${pull.number}`, `${repository.id}#${pull.number}`];
    const seen = pulls.get(key) ?? { heads: [], shown: -1, foreign: new Map<string, string>(), own: 0 };
    pulls.set(key, seen);
    if (seen.heads.at(-1) !== pull.headOid) seen.heads.push(pull.headOid);
    const own = ownComments(pull, app.slug);
    const bot = `${app.slug}[bot]`;
    const foreign = new Map(
      pull.comments.flatMap(({ author, nodeId, body }) => (author.login === bot ? [] : [[nodeId, body]])),
    );
    if (by.kind === 'app') {
      const touched = [...seen.foreign].find(([id, body]) => foreign.get(id) !== body);
      if (touched) throw new Violation(`${name}: the App has changed a comment of somebody else`);
      if (own.length > Math.max(1, seen.own) && !by.sawOld)
        throw new Violation(`${name}: ${own.length} comments of the App's`);
      const head = stateIn(own[0]?.body ?? '')?.head;
      const place = head === undefined ? seen.shown : seen.heads.lastIndexOf(head);
      if (place < seen.shown && !by.sawOld)
        throw new Violation(`${name}: the comment speaks of ${head} after ${seen.heads[seen.shown]}`);
      seen.shown = Math.max(place, by.sawOld ? place : seen.shown);
    }
    seen.foreign = foreign;
    seen.own = own.length;
  }

  /** Whether processes have ended over it as often as the check says, and as often as it takes. */
  function mayBeRefused({ id, pullRequests }: Repository, headOid: string, title: string): boolean {
    const [, times] = /^Refused: looking at it ended the process (\d+) times$/.exec(title) ?? [];
    if (times === undefined) return false;
    const numbers = pullRequests.flatMap(({ number }) =>
      pulls.get(`${id}#${number}`)?.heads.includes(headOid) ? number : [],
    );
    const keys = [`merge-group:${id}:${headOid}`, ...numbers.map(number => `pull-request:${id}:${number}`)];
    return Number(times) >= leastEndings && keys.some(key => (endings.get(key) ?? 0) >= Number(times));
  }

  async function lookAtChecks(repository: Repository): Promise<void> {
    for (const { appId, headOid, runs: own } of repository.checkSuites) {
      if (appId !== app.id) continue;
      for (const { id, status, conclusion, title } of own) {
        if (status !== 'COMPLETED' || conclusion === null || runs.get(id) === conclusion) continue;
        runs.set(id, conclusion);
        const said = conclusion.toLowerCase();
        // That it could not be checked may always be said: somebody has to act.
        if (said === 'action_required' || (said === 'failure' && mayBeRefused(repository, headOid, title)))
          continue;
        if (!(await oracle().mayConclude(repository, headOid, said)))
          throw new Violation(
            `${repository.name}: ${headOid} was called a ${said} ("${title}"), which it never was`,
          );
      }
    }
  }

  return {
    tipsOf: repository => tips.get(repository.id) ?? [],
    async look(by) {
      for (const repository of libraries) {
        await lookAtBranch(repository, by);
        for (const pull of repository.pullRequests) lookAtComments(repository, pull, by);
        await lookAtChecks(repository);
      }
    },
  };
}
