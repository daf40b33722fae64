import { checkName } from '../review/check-run.ts';
import { document } from './document.ts';
import { suiteFields } from './workflow-runs.ts';

/** What is read of a pull request. Repositories are addressed by node id: names change, ids do not. */

/** Tells of a comment whose it is, whether somebody else has edited it, and whether we have answered it. */
const commentFields = `
  id url body viewerDidAuthor lastEditedAt
  author { __typename login }
  reactionGroups { content viewerHasReacted }
  userContentEdits(first: 10) { nodes { id editor { __typename login } } }
`;

/** Tells of the other open pull requests what they stand on, and whose they are. */
const openFields = `
  nodes { number headRefOid headRefName baseRefName isCrossRepository author { login } }
  pageInfo { hasNextPage endCursor }
`;

const opinionFields = 'nodes { state author { __typename login } commit { oid } }';

/** What a review needs to know of a pull request, apart from file contents. */
export const snapshotQuery = document(
  'PullRequestSnapshot',
  /* GraphQL */ `
  query PullRequestSnapshot($repositoryId: ID!, $number: Int!, $app: Int!) {
    viewer { login }
    node(id: $repositoryId) {
      ... on Repository {
        id
        nameWithOwner
        url
        isArchived
        defaultBranchRef { name target { oid } }
        labels(first: 100) { nodes { id name } pageInfo { hasNextPage endCursor } }
        pullRequests(states: OPEN, first: 100) { ${openFields} }
        pullRequest(number: $number) {
          id
          number
          url
          state
          isDraft
          locked
          author { login }
          baseRefName
          headRefName
          headRefOid
          isCrossRepository
          changedFiles
          files(first: 100) { nodes { path changeType } pageInfo { hasNextPage endCursor } }
          labels(first: 100) { nodes { id name } }
          comments(first: 100) { nodes { ${commentFields} } pageInfo { hasNextPage endCursor } }
          reviews(last: 50) {
            nodes {
              id state body viewerDidAuthor isMinimized author { __typename login }
              comments(first: 50) { nodes { id body outdated isMinimized } }
            }
          }
          timelineItems(last: 100, itemTypes: [LABELED_EVENT, UNLABELED_EVENT]) {
            nodes {
              __typename
              ... on LabeledEvent { createdAt actor { __typename login } label { name } }
              ... on UnlabeledEvent { createdAt actor { __typename login } label { name } }
            }
          }
          latestOpinionatedReviews(first: 50, writersOnly: true) { ${opinionFields} }
          commits(last: 1) {
            nodes {
              commit {
                oid
                checkSuites(first: 1, filterBy: { appId: $app }) {
                  nodes {
                    status
                    checkRuns(first: 1, filterBy: { checkName: ${JSON.stringify(checkName)}, checkType: LATEST }) {
                      nodes { id externalId status }
                    }
                  }
                }
                workflows: checkSuites(first: 100) { nodes { ${suiteFields} } }
              }
            }
          }
        }
      }
    }
  }
`,
);

/** What people agree to in another pull request of the same head. */
export const conversationQuery = document(
  'Conversation',
  /* GraphQL */ `
  query Conversation($repositoryId: ID!, $number: Int!) {
    node(id: $repositoryId) {
      ... on Repository {
        pullRequest(number: $number) {
          id
          author { login }
          comments(first: 100) { nodes { ${commentFields} } pageInfo { hasNextPage endCursor } }
          latestOpinionatedReviews(first: 50, writersOnly: true) { ${opinionFields} }
        }
      }
    }
  }
`,
);

export const moreFilesQuery = document(
  'MoreFiles',
  /* GraphQL */ `
  query MoreFiles($pullRequestId: ID!, $after: String!) {
    node(id: $pullRequestId) {
      ... on PullRequest {
        files(first: 100, after: $after) { nodes { path changeType } pageInfo { hasNextPage endCursor } }
      }
    }
  }
`,
);

export const moreCommentsQuery = document(
  'MoreComments',
  /* GraphQL */ `
  query MoreComments($pullRequestId: ID!, $after: String!) {
    node(id: $pullRequestId) {
      ... on PullRequest {
        comments(first: 100, after: $after) { nodes { ${commentFields} } pageInfo { hasNextPage endCursor } }
      }
    }
  }
`,
);

/** Every text that a comment had, newest first. */
export const revisionsQuery = document(
  'Revisions',
  /* GraphQL */ `
  query Revisions($commentId: ID!) {
    node(id: $commentId) {
      ... on IssueComment { userContentEdits(first: 100) { nodes { id editor { __typename login } diff } } }
    }
  }
`,
);

export const moreOpenQuery = document(
  'MoreOpen',
  /* GraphQL */ `
  query MoreOpen($repositoryId: ID!, $after: String!) {
    node(id: $repositoryId) {
      ... on Repository {
        pullRequests(states: OPEN, first: 100, after: $after) { ${openFields} }
      }
    }
  }
`,
);

export const moreLabelsQuery = document(
  'MoreLabels',
  /* GraphQL */ `
  query MoreLabels($repositoryId: ID!, $after: String!) {
    node(id: $repositoryId) {
      ... on Repository {
        labels(first: 100, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } }
      }
    }
  }
`,
);
