import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { addComment, updateComment } from '../../local-github/actions/comments.ts';
import { addWorkflowRun, type WorkflowRunInput } from '../../local-github/actions/workflow-runs.ts';
import type { Answer } from '../../local-github/person.ts';
import type { Comment, PullRequest, Repository } from '../../local-github/state.ts';
import { type Contributor, checkOf } from '../../test/end-to-end/contributor.ts';
import { checkName, type Stage } from '../../test/end-to-end/stage.ts';

type Login = 'ada' | 'grace' | 'mallory' | 'octo';
type Collaborator = Repository['collaborators'][number];
type Changes = Parameters<Contributor['push']>[1];

/** What people do in a scene. Ada writes patterns, Grace maintains the library, Mallory is a stranger, Octo owns it. */
export type People = {
  repository: Repository;
  /** The author's clone. */
  author: Contributor;
  /** The pull request that the scene is about; there once it is opened. */
  pull(): PullRequest;
  /** Changes more on its branch. */
  push(files: Changes): Promise<void>;
  /** Puts a symbolic link on its branch. */
  link(path: string, target: string): Promise<void>;
  /** Changes another branch, which begins at the default branch. */
  pushTo(branch: string, files: Changes): Promise<void>;
  /** Opens another pull request, or merges it. */
  openOther(branch: string, files: Changes): Promise<void>;
  mergeOther(): Promise<void>;
  say(as: Login, body: string): Promise<void>;
  /** Ticks boxes in the App's comment (all, or that of a metric), or takes ticks away. */
  tick(as: Login, metric?: string): Promise<void>;
  untick(as: Login, metric: string): Promise<void>;
  review(as: Login, event: 'APPROVE' | 'REQUEST_CHANGES' | 'COMMENT', commit?: string): Promise<void>;
  /** Sends a request about the repository (`/pulls/1`) and throws when it is refused. */
  ask(as: Login, method: string, path: string, body?: object): Promise<Answer>;
  draft(isDraft: boolean): Promise<void>;
  /** GitHub Actions has measured the benchmarks again; null: it is about to. */
  ran(conclusion: string | null, input?: Partial<WorkflowRunInput>): Promise<void>;
  rerun(as: Login): Promise<void>;
  /** What somebody may do in the repository from now on. */
  grant(to: Login, permission: Collaborator['permission']): void;
  /** The App writes its comment, or one more, as it would when it had read something else. */
  appWrites(body: string): void;
  appSays(body: string): void;
};

export function peopleOf(
  stage: Stage,
  repository: Repository,
  author: Contributor,
  settled: () => Promise<void>,
): People {
  const repo = `/repos/${repository.owner}/${repository.name}`;
  const pull = (): PullRequest => {
    const own = repository.pullRequests.find(({ headBranch }) => headBranch === 'change');
    if (!own) throw new Error('The pull request is not open yet.');
    return own;
  };
  const ask: People['ask'] = async (as, method, path, body) => {
    const answer = await stage.api(as, method, `${repo}${path}`, body);
    if (answer.status >= 300)
      throw new Error(`${as} may not ${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    await settled();
    return answer;
  };
  const bot = { login: `${stage.app.slug}[bot]`, kind: 'bot' } as const;
  const ownComment = (): Comment => {
    const comment = pull().comments.find(({ author }) => author.kind === 'bot');
    if (!comment) throw new Error('The App has not said anything yet.');
    return comment;
  };
  const edit = async (as: Login, change: (body: string) => string): Promise<void> => {
    const comment = ownComment();
    const body = change(comment.body);
    if (body === comment.body) throw new Error('There is no such box in the comment.');
    await ask(as, 'PATCH', `/issues/comments/${comment.id}`, { body });
  };
  return {
    repository,
    author,
    pull,
    ...pushesOf(repository, author, pull, settled),
    say: async (as, body) => void (await ask(as, 'POST', `/issues/${pull().number}/comments`, { body })),
    tick: (as, metric = '') =>
      edit(as, body => body.replace(new RegExp(`^([-*]) \\[ \\](?= \\*\\*${metric})`, 'gm'), '$1 [x]')),
    untick: (as, metric) =>
      edit(as, body => body.replace(new RegExp(`^([-*]) \\[x\\](?= \\*\\*${metric})`, 'gm'), '$1 [ ]')),
    review: async (as, event, commit = pull().headOid) =>
      void (await ask(as, 'POST', `/pulls/${pull().number}/reviews`, {
        event,
        body: 'Looked at it.',
        commit_id: commit,
      })),
    ask,
    async draft(isDraft) {
      const name = isDraft ? 'convertPullRequestToDraft' : 'markPullRequestReadyForReview';
      const query = `mutation { ${name}(input: { pullRequestId: "${pull().nodeId}" }) { clientMutationId } }`;
      await stage.api(pull().author.login, 'POST', '/../graphql', { query });
      await settled();
    },
    async ran(conclusion, input = {}) {
      const path = '.github/workflows/reproduce.yml';
      const run = { headOid: pull().headOid, event: 'pull_request', path, conclusion, ...input };
      const made = await addWorkflowRun(stage.world, repository, run);
      if (!made.ok) throw new Error(made.reason);
      await settled();
    },
    async rerun(as) {
      const run = checkOf(repository, pull());
      if (run?.name !== checkName) throw new Error('The App has no check run there.');
      await ask(as, 'POST', `/check-runs/${run.id}/rerequest`);
    },
    grant(login, permission) {
      const others = repository.collaborators.filter(person => person.login !== login);
      repository.collaborators = [...others, { login, permission }];
    },
    appWrites: body => void updateComment(stage.world, repository, pull(), ownComment(), bot, body),
    appSays: body => void addComment(stage.world, repository, pull(), bot, body),
  };
}

/** What is pushed, opened and merged from the author's clone. */
function pushesOf(
  repository: Repository,
  author: Contributor,
  pull: () => PullRequest,
  settled: () => Promise<void>,
): Pick<People, 'push' | 'link' | 'pushTo' | 'openOther' | 'mergeOther'> {
  const push = async (branch: string, files: Changes, from?: string): Promise<void> => {
    await author.push(branch, files, from === undefined ? {} : { from });
    await settled();
  };
  return {
    push: files => push('change', files, 'change'),
    async link(path, target) {
      const place = join(author.directory, path);
      rmSync(place, { recursive: true, force: true });
      mkdirSync(dirname(place), { recursive: true });
      symlinkSync(target, place);
      await push('change', {}, 'HEAD');
    },
    pushTo: (branch, files) => push(branch, files),
    async openOther(branch, files) {
      await author.push(branch, files);
      await author.open(branch);
      await settled();
    },
    async mergeOther() {
      const other = repository.pullRequests.find(({ number }) => number !== pull().number);
      if (!other || (await author.merge(other)) !== 200) throw new Error('There is no other to merge.');
      await settled();
    },
  };
}
