import { addComment, deleteComment, updateComment } from '../../local-github/actions/comments.ts';
import { editPullRequest, setDraft } from '../../local-github/actions/edit-pull-request.ts';
import { addLabels, removeLabels } from '../../local-github/actions/labels.ts';
import { mergePullRequest } from '../../local-github/actions/merge-pull-request.ts';
import { openPullRequest } from '../../local-github/actions/open-pull-request.ts';
import { requestMergeGroup } from '../../local-github/actions/request-merge-group.ts';
import { rerequestCheckRun } from '../../local-github/actions/rerequest-checks.ts';
import { reviewPullRequest } from '../../local-github/actions/review-pull-request.ts';
import { updateBranch } from '../../local-github/actions/update-branch.ts';
import { branchHead } from '../../local-github/git.ts';
import { gitAt } from '../../local-github/git-store/stores.ts';
import type { Actor, PullRequest, Repository } from '../../local-github/state.ts';
import type { Random } from '../../scripts/differential/random.ts';
import { indexBranch } from '../../src/github/propose-index.ts';
import {
  handbook,
  handbookPath,
  pathOf,
  patternCount,
  readme,
  taxonomies,
  taxonomyPath,
  variants,
} from './library-texts.ts';
import { ownComments } from './watch.ts';
import type { Stage } from './world.ts';

const person = (login: string): Actor => ({ login, kind: 'user' });
const maintainer = person('grace');
/** Whoever does what an author does; the App's own pull request is a maintainer's concern. */
const authorOf = ({ author }: PullRequest): Actor => (author.kind === 'bot' ? maintainer : author);
const branches = ['one', 'two', 'three'];

type Scene = { stage: Stage; random: Random; library: Repository };
type OnPull = Scene & { pull: PullRequest };

/** Does something that people do, and says what; null when it was not possible now. */
export async function act(stage: Stage, random: Random): Promise<string | null> {
  const library = random.pick(stage.libraries);
  const scene = { stage, random, library };
  const open = library.pullRequests.filter(({ state }) => state === 'OPEN');
  if (open.length === 0 || random.percent(25)) return random.pick(onLibrary)(scene);
  const pull = random.percent(90) ? random.pick(open) : random.pick(library.pullRequests);
  const what = await random.pick(onPullRequest)({ ...scene, pull });
  return what === null ? null : `${library.name}#${pull.number}: ${what}`;
}

/** Commits files on a branch, which begins at the default branch where it is not there yet. */
async function push(
  { stage, random }: Scene,
  repository: Repository,
  branch: string,
  files: Record<string, string | null>,
  by: Actor,
): Promise<string | null> {
  const git = gitAt(repository.gitDirectory);
  const before = await branchHead(repository.gitDirectory, branch);
  const start = await branchHead(repository.gitDirectory, repository.defaultBranch);
  // Now and then somebody begins anew, and pushes by force.
  const isAnew = before === null || (branch !== repository.defaultBranch && random.percent(15));
  const parent = isAnew ? start : before;
  const paths = await Promise.all(
    Object.entries(files).map(async ([path, content]) => {
      const isThere = (await git.readObject(`${parent}:${path}`)) !== null;
      return content === null && !isThere ? [] : [{ path, content }];
    }),
  );
  const changes = paths.flat();
  if (changes.length === 0) return null;
  const made = await git.commitFiles({
    parent,
    additions: changes.flatMap(({ path, content }) => (content === null ? [] : { path, content })),
    deletions: changes.flatMap(({ path, content }) => (content === null ? path : [])),
    message: `Change ${branch}`,
    author: { name: by.login, email: `${by.login}@example.org` },
    at: stage.world.now(),
  });
  if (!made.ok) throw new Error(made.reason);
  await updateBranch(stage.world, repository, branch, before, made.oid, by);
  return made.oid;
}

function somePattern({ random }: Scene): Record<string, string | null> {
  const place = random.below(patternCount);
  return { [pathOf(place)]: random.percent(8) ? null : readme(place, random.pick(variants)) };
}

const onLibrary: ((scene: Scene) => Promise<string | null>)[] = [
  openOne,
  openOne,
  openOne,
  pushToDefault,
  changeRules,
];

async function openOne(scene: Scene): Promise<string | null> {
  const { stage, random, library } = scene;
  const isForked = library === stage.libraries[0] && random.percent(40);
  const [repository, by] = isForked ? [stage.fork, person('mallory')] : [library, person('ada')];
  const branch = random.pick(branches);
  const pushed = await push(scene, repository, branch, somePattern(scene), by);
  if (pushed === null) return null;
  const request = {
    title: `Add ${branch}`,
    body: '',
    head: isForked ? `mallory:${branch}` : branch,
    base: library.defaultBranch,
    draft: random.percent(15),
  };
  const opened = await openPullRequest(stage.world, library, request, by);
  if (!opened.ok) return `${library.name}: ${by.login} pushes to ${branch}`;
  return `${library.name}#${opened.pullRequest.number}: ${by.login} opens it from ${request.head}`;
}

async function pushToDefault(scene: Scene): Promise<string | null> {
  const { library, random } = scene;
  const place = random.below(patternCount);
  const files = { [pathOf(place)]: readme(place, random.pick(['first', 'second'])) };
  const oid = await push(scene, library, library.defaultBranch, files, maintainer);
  return oid && `${library.name}: grace pushes ${pathOf(place)} to the default branch`;
}

async function changeRules(scene: Scene): Promise<string | null> {
  const { library, random } = scene;
  const kind = random.pick(['good', 'other', 'broken', 'good'] as const);
  const files = { [taxonomyPath]: taxonomies[kind], [handbookPath]: `${handbook}\n${kind}\n` };
  const oid = await push(scene, library, library.defaultBranch, files, maintainer);
  return oid && `${library.name}: grace pushes a ${kind} taxonomy`;
}

const onPullRequest: ((scene: OnPull) => Promise<string | null>)[] = [
  ...[pushMore, pushMore, pushMore, pushMore],
  ...[closeOrReopen, rename, retarget, toggleDraft, label, unlabel, approve],
  ...[comment, command, merge, merge, editOurs, deleteOurs, queue, rerun],
];

async function pushMore(scene: OnPull): Promise<string | null> {
  const { stage, pull } = scene;
  const repository = stage.world.state.repositories.find(({ id }) => id === pull.headRepositoryId);
  if (!repository) return null;
  const oid = await push(scene, repository, pull.headBranch, somePattern(scene), authorOf(pull));
  return oid && `a push to ${pull.headBranch}: ${oid.slice(0, 7)}`;
}

async function closeOrReopen({ stage, library, pull }: OnPull): Promise<string | null> {
  const state = pull.state === 'OPEN' ? 'closed' : 'open';
  const edited = await editPullRequest(stage.world, library, pull, { state }, authorOf(pull));
  return edited.ok ? `${state === 'open' ? 'opened again' : 'closed'}` : null;
}

async function rename({ stage, library, pull, random }: OnPull): Promise<string | null> {
  await editPullRequest(stage.world, library, pull, { title: `Title ${random.below(100)}` }, authorOf(pull));
  return 'another title';
}

async function retarget(scene: OnPull): Promise<string | null> {
  const { stage, library, pull, random } = scene;
  if (pull.headBranch === indexBranch) return null;
  const base = pull.baseBranch === library.defaultBranch ? 'develop' : library.defaultBranch;
  if (base === 'develop' && (await branchHead(library.gitDirectory, base)) === null) {
    const start = await branchHead(library.gitDirectory, library.defaultBranch);
    await updateBranch(stage.world, library, base, null, start, maintainer);
  }
  if (random.percent(50)) return null;
  const edited = await editPullRequest(stage.world, library, pull, { base }, authorOf(pull));
  return edited.ok ? `into ${base}` : null;
}

async function toggleDraft({ stage, library, pull }: OnPull): Promise<string | null> {
  if (pull.state !== 'OPEN') return null;
  await setDraft(stage.world, library, pull, !pull.draft, authorOf(pull));
  return pull.draft ? 'a draft' : 'ready for review';
}

const labels = ['help wanted', 'pattern:new', 'review:ready', 'ml/optimization'];

async function label({ stage, library, pull, random }: OnPull): Promise<string | null> {
  const name = random.pick(labels);
  await addLabels(stage.world, library, pull, [name], maintainer);
  return `grace puts on ${name}`;
}

async function unlabel({ stage, library, pull, random }: OnPull): Promise<string | null> {
  if (pull.labels.length === 0) return null;
  const name = random.pick(pull.labels);
  await removeLabels(stage.world, library, pull, [name], maintainer);
  return `grace takes off ${name}`;
}

async function approve({ stage, library, pull }: OnPull): Promise<string | null> {
  const input = { state: 'APPROVED' as const, body: 'Looked at it.' };
  const made = await reviewPullRequest(stage.world, library, pull, input, maintainer);
  return made.ok ? 'grace approves' : null;
}

async function comment({ stage, library, pull }: OnPull): Promise<string | null> {
  const ours = ownComments(pull, stage.app.slug)[0]?.body;
  // Also one that looks like the App's own.
  addComment(stage.world, library, pull, person('mallory'), ours ?? 'Is this the right place?');
  return 'mallory comments';
}

async function command({ stage, library, pull, random }: OnPull): Promise<string | null> {
  const text = random.pick(['/patterns help', '/patterns check', '/patterns nonsense']);
  addComment(stage.world, library, pull, random.pick([maintainer, authorOf(pull)]), text);
  return text;
}

async function merge({ stage, library, pull, random }: OnPull): Promise<string | null> {
  const method = random.pick(['merge', 'squash'] as const);
  const merged = await mergePullRequest(stage.world, library, pull, { method }, maintainer);
  return merged.ok ? `merged as ${merged.oid.slice(0, 7)}` : null;
}

async function editOurs({ stage, library, pull, random }: OnPull): Promise<string | null> {
  const [ours] = ownComments(pull, stage.app.slug);
  if (!ours) return null;
  const body = random.pick([`${ours.body}\nand more`, ours.body.replace('- [ ]', '- [x]'), 'gone']);
  updateComment(stage.world, library, pull, ours, random.pick([maintainer, person('ada')]), body);
  return "the App's comment is edited";
}

async function deleteOurs({ stage, library, pull, random }: OnPull): Promise<string | null> {
  const [ours] = ownComments(pull, stage.app.slug);
  if (!ours || random.percent(50)) return null;
  deleteComment(stage.world, library, pull, ours, maintainer);
  return "the App's comment is deleted";
}

async function queue({ stage, library, pull }: OnPull): Promise<string | null> {
  if (pull.state !== 'OPEN' || pull.baseBranch !== library.defaultBranch) return null;
  const base = await branchHead(library.gitDirectory, library.defaultBranch);
  const tree = base && (await gitAt(library.gitDirectory).mergedTree(base, pull.headOid));
  if (!tree) return null;
  const { headOid } = await requestMergeGroup(stage.world, library, pull, maintainer);
  return `into the merge queue as ${headOid.slice(0, 7)}`;
}

async function rerun({ stage, library, pull }: OnPull): Promise<string | null> {
  const suite = library.checkSuites.find(one => one.appId === stage.app.id && one.headOid === pull.headOid);
  const run = suite?.runs.at(-1);
  if (!suite || !run) return null;
  await rerequestCheckRun(stage.world, library, suite, run, authorOf(pull));
  return 'the check is asked for again';
}
