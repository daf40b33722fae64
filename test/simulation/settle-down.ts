import { branchHead } from '../../local-github/git.ts';
import type { PullRequest, Repository } from '../../local-github/state.ts';
import { indexBranch } from '../../src/github/propose-index.ts';
import { checkName } from '../../src/review/check-run.ts';
import { stateIn } from '../../src/review/comment-state.ts';
import type { Oracle } from './oracle.ts';
import { grantChecks, isRefused } from './refusals.ts';
import type { Run } from './steps.ts';
import { ownComments, Violation } from './watch.ts';
import type { Stage } from './world.ts';

const aDay = 25 * 60 * 60 * 1_000;

/**
 * Faults have come to an end: what was missed is repaired by the sweeps of a day; another one, by processes that have just been started, finds
 * nothing to do; and everything is as the oracle says.
 */
export async function settleDown(
  { stage, rates, github, processes, clock, tell }: Run,
  oracle: Oracle,
  untilDone: () => Promise<number>,
): Promise<number> {
  tell('nothing goes wrong any more');
  github.calm();
  grantChecks(stage);
  Object.assign(rates, { lost: 0, twice: 0, stale: 0, crash: 0 });
  stage.webhooks.length = 0;
  const sweep = async (): Promise<number> => {
    clock.advance(60_000);
    clock.runDue();
    for (const { id, nodeId, owner, name } of stage.libraries) {
      const repository = { id, nodeId, name: `${owner}/${name}` };
      const installationId = stage.installation.id;
      processes.enqueue({ kind: 'repository', installationId, repository, onlyChanged: true }, 'sweep');
    }
    let steps = await untilDone();
    // What the App has pushed itself is told to it, too.
    for (let webhook = stage.webhooks.shift(); webhook; webhook = stage.webhooks.shift()) {
      for (const job of webhook.jobs) processes.enqueue(job);
      steps += await untilDone();
    }
    return steps;
  };
  let steps = await untilDone();
  steps += await sweep();
  // What a sweep cannot see to have changed, and what was refused because processes ended over it, is looked at after a day.
  clock.advance(aDay);
  steps += await sweep();
  // The first may have committed the index, with which merge groups are compared.
  steps += await sweep();
  const before = github.writes();
  processes.replaceAll();
  steps += await sweep();
  if (github.writes() > before) throw new Violation('after a sweep, a new process finds more to write');
  for (const library of stage.libraries) {
    await compareIndex(library, oracle);
    for (const pull of library.pullRequests)
      if (pull.state === 'OPEN') await compare(stage, library, pull, oracle);
  }
  return steps;
}

/** The index is what the tree demands; or, where the App may not commit it, a pull request says so. */
async function compareIndex(library: Repository, oracle: Oracle): Promise<void> {
  const tip = (await branchHead(library.gitDirectory, library.defaultBranch)) ?? '';
  const wrong = await oracle.wrongIndexFiles(library, tip);
  if (wrong.length === 0) return;
  const proposal = library.pullRequests.find(
    ({ state, headBranch, headRepositoryId }) =>
      state === 'OPEN' && headBranch === indexBranch && headRepositoryId === library.id,
  );
  if (library.protection === null || !proposal)
    throw new Violation(`${library.name}: ${wrong.join()} is not what the tree demands`);
  const stillWrong = await oracle.wrongIndexFiles(library, tip, proposal.headOid);
  if (stillWrong.length > 0)
    throw new Violation(`${library.name}: ${stillWrong.join()} is proposed as the tree does not demand it`);
}

async function compare(stage: Stage, library: Repository, pull: PullRequest, oracle: Oracle): Promise<void> {
  const { app } = stage;
  const name = `${library.name}#${pull.number}`;
  const review = await oracle.reviewOf(library, pull);
  if (review === null) return;
  const suite = library.checkSuites.find(one => one.appId === app.id && one.headOid === pull.headOid);
  const run = suite?.runs.findLast(one => one.name === checkName);
  const { conclusion, title, summary } = review.checkRun;
  const said = { conclusion: run?.conclusion?.toLowerCase(), title: run?.title, summary: run?.summary };
  if (JSON.stringify(said) !== JSON.stringify({ conclusion, title, summary }))
    throw new Violation(
      `${name}: the check says ${said.conclusion} (${said.title}) and not ${conclusion} (${title})`,
    );
  const own = ownComments(pull, app.slug);
  if (own.length > 1) throw new Violation(`${name}: ${own.length} comments of the App's`);
  const mayComment = !isRefused(stage, 'addComment');
  if (own.length === 0 && review.comment !== null && mayComment)
    throw new Violation(`${name}: there is no comment`);
  const head = own[0] && stateIn(own[0].body)?.head;
  if (review.comment !== null && own.length > 0 && head !== pull.headOid)
    throw new Violation(`${name}: the comment speaks of ${head}, and the head is ${pull.headOid}`);
  // What is not made cannot be put on.
  const mayLabel = !isRefused(stage, 'addLabelsToLabelable') && !isRefused(stage, 'createLabel');
  for (const { name: label } of review.labels ?? []) {
    const isDecided = pull.timeline.some(act => act.label === label && act.actor.kind === 'user');
    if (!isDecided && !pull.labels.includes(label) && mayLabel)
      throw new Violation(`${name}: the label ${label} is missing`);
  }
  const bot = `${app.slug}[bot]`;
  for (const label of pull.labels) {
    const acts = pull.timeline.filter(act => act.label === label);
    const isOurs = acts.every(({ actor }) => actor.login === bot);
    const isWanted = review.labels?.some(wanted => wanted.name === label) ?? true;
    if (isOurs && !isWanted) throw new Violation(`${name}: the label ${label} is still there`);
  }
}
