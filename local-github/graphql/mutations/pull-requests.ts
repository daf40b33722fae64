import type {
  ConvertPullRequestToDraftInput,
  CreatePullRequestInput,
  MarkPullRequestReadyForReviewInput,
  UpdatePullRequestInput,
} from '@octokit/graphql-schema';
import { editPullRequest, setDraft } from '../../actions/edit-pull-request.ts';
import { openPullRequest } from '../../actions/open-pull-request.ts';
import type { Actor } from '../../state.ts';
import { needWrite } from '../access.ts';
import type { Context } from '../context.ts';
import { findNodeOf } from '../find-node.ts';
import { type PullRequestNode, pullRequestNode } from '../node.ts';
import { accepted, echo, refuseInput, type WithInput } from './input.ts';

export async function createPullRequest(
  _: undefined,
  { input }: WithInput<CreatePullRequestInput>,
  context: Context,
) {
  const { repositoryId, headRepositoryId, baseRefName, headRefName, title, body, draft, ...rest } = input;
  // Whether maintainers may push to the head is decided by access alone here.
  const { maintainerCanModify, ...others } = rest;
  refuseInput(others);
  const { repository } = findNodeOf(context, 'Repository', repositoryId);
  const actor = needWrite(context, repository, { permissions: ['pull_requests'], access: 'read' });
  const from = headRepositoryId == null ? null : findNodeOf(context, 'Repository', headRepositoryId);
  const wanted = {
    title,
    body: body ?? '',
    head: from ? `${from.repository.owner}:${headRefName}` : headRefName,
    base: baseRefName,
    draft: draft ?? false,
  };
  const { pullRequest } = accepted(await openPullRequest(context.world, repository, wanted, actor));
  return { ...echo(input), pullRequest: pullRequestNode(repository, pullRequest) };
}

export async function updatePullRequest(
  _: undefined,
  { input }: WithInput<UpdatePullRequestInput>,
  context: Context,
) {
  const { pullRequestId, title, body, baseRefName, state, ...others } = input;
  refuseInput(others);
  const node = findNodeOf(context, 'PullRequest', pullRequestId);
  const actor = needWriteOn(context, node);
  const edit = {
    ...(title != null && { title }),
    ...(body != null && { body }),
    ...(baseRefName != null && { base: baseRefName }),
    ...(state != null && { state: state === 'OPEN' ? ('open' as const) : ('closed' as const) }),
  };
  accepted(await editPullRequest(context.world, node.repository, node.pullRequest, edit, actor));
  return { ...echo(input), pullRequest: node };
}

export function convertPullRequestToDraft(
  _: undefined,
  { input }: WithInput<ConvertPullRequestToDraftInput>,
  context: Context,
) {
  return changeDraft(context, input, true);
}

export function markPullRequestReadyForReview(
  _: undefined,
  { input }: WithInput<MarkPullRequestReadyForReviewInput>,
  context: Context,
) {
  return changeDraft(context, input, false);
}

async function changeDraft(context: Context, input: ConvertPullRequestToDraftInput, draft: boolean) {
  const { pullRequestId, ...others } = input;
  refuseInput(others);
  const node = findNodeOf(context, 'PullRequest', pullRequestId);
  const actor = needWriteOn(context, node);
  await setDraft(context.world, node.repository, node.pullRequest, draft, actor);
  return { ...echo(input), pullRequest: node };
}

/** Authors may change their pull requests, others with triage access. */
function needWriteOn(context: Context, { repository, pullRequest }: PullRequestNode): Actor {
  const { viewer } = context;
  const isAuthor = viewer.kind === 'user' && viewer.user.login === pullRequest.author.login;
  const access = isAuthor ? 'read' : 'triage';
  return needWrite(context, repository, { permissions: ['pull_requests'], access });
}
