import { checkName } from '../review/check-run.ts';
import { suiteFields } from './workflow-runs.ts';

/**
 * Every GraphQL document the App sends. The tests validate each against GitHub's published schema.
 * Repositories are addressed by node id: names change, ids do not.
 */

/** Of a comment: whose it is, whether somebody else has edited it, and whether we have answered it. */
const commentFields = `
  id url body viewerDidAuthor lastEditedAt
  author { __typename login }
  reactionGroups { content viewerHasReacted }
  userContentEdits(first: 10) { nodes { id editor { __typename login } } }
`;

/** Of the other open pull requests: what they stand on, and whose they are. */
const openFields = `
  nodes { number headRefOid headRefName baseRefName isCrossRepository author { login } }
  pageInfo { hasNextPage endCursor }
`;

/** What a review needs to know of a pull request, apart from file contents. */
export const snapshotQuery = /* GraphQL */ `
  query PullRequestSnapshot($repository: ID!, $number: Int!, $app: Int!) {
    viewer { login }
    node(id: $repository) {
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
          latestOpinionatedReviews(first: 50, writersOnly: true) {
            nodes { state author { __typename login } commit { oid } }
          }
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
`;

export const moreFilesQuery = /* GraphQL */ `
  query MoreFiles($pullRequest: ID!, $after: String!) {
    node(id: $pullRequest) {
      ... on PullRequest {
        files(first: 100, after: $after) { nodes { path changeType } pageInfo { hasNextPage endCursor } }
      }
    }
  }
`;

export const moreCommentsQuery = /* GraphQL */ `
  query MoreComments($pullRequest: ID!, $after: String!) {
    node(id: $pullRequest) {
      ... on PullRequest {
        comments(first: 100, after: $after) { nodes { ${commentFields} } pageInfo { hasNextPage endCursor } }
      }
    }
  }
`;

/** Every text that a comment had, newest first. */
export const revisionsQuery = /* GraphQL */ `
  query Revisions($comment: ID!) {
    node(id: $comment) {
      ... on IssueComment { userContentEdits(first: 100) { nodes { id editor { __typename login } diff } } }
    }
  }
`;

export const moreOpenQuery = /* GraphQL */ `
  query MoreOpen($repository: ID!, $after: String!) {
    node(id: $repository) {
      ... on Repository {
        pullRequests(states: OPEN, first: 100, after: $after) { ${openFields} }
      }
    }
  }
`;

export const moreLabelsQuery = /* GraphQL */ `
  query MoreLabels($repository: ID!, $after: String!) {
    node(id: $repository) {
      ... on Repository {
        labels(first: 100, after: $after) { nodes { id name } pageInfo { hasNextPage endCursor } }
      }
    }
  }
`;

/** The whole of `patterns/` at one commit: every path, and the texts of what stands directly in a domain. */
export const policyQuery = /* GraphQL */ `
  query Policy($repository: ID!, $patterns: String!) {
    node(id: $repository) {
      ... on Repository {
        object(expression: $patterns) {
          ... on Tree {
            entries {
              name
              object {
                ... on Tree {
                  entries {
                    name mode type oid
                    object {
                      ... on Blob { oid byteSize isBinary isTruncated text }
                      ... on Tree { entries { name mode oid object { ... on Tree { entries { name mode oid } } } } }
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
`;

export const defaultBranchQuery = /* GraphQL */ `
  query DefaultBranch($repository: ID!) {
    node(id: $repository) {
      ... on Repository { nameWithOwner isArchived defaultBranchRef { name target { oid } } }
    }
  }
`;

/** The names of what lies in the domains of the default branch. */
const patternsField =
  'object(expression: "HEAD:patterns") { ... on Tree { entries { name object { ... on Tree { entries { name } } } } } }';

export const libraryQuery = /* GraphQL */ `
  query Library($repository: ID!) {
    node(id: $repository) { ... on Repository { isArchived ${patternsField} } }
  }
`;

/** Open pull requests of a repository, for a sweep and for finding one by its head commit. */
export const openPullRequestsQuery = /* GraphQL */ `
  query OpenPullRequests($repository: ID!, $after: String) {
    node(id: $repository) {
      ... on Repository {
        isArchived
        defaultBranchRef { name target { oid } }
        ${patternsField}
        pullRequests(states: OPEN, first: 100, after: $after) {
          nodes { number }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`;

/** What has run on a commit, and the open pull requests, of which it may be the head. */
export const commitQuery = /* GraphQL */ `
  query Commit($repository: ID!, $head: GitObjectID!, $after: String) {
    node(id: $repository) {
      ... on Repository {
        isArchived
        object(oid: $head) { ... on Commit { checkSuites(first: 100) { nodes { ${suiteFields} } } } }
        pullRequests(states: OPEN, first: 100, after: $after) {
          nodes { number headRefOid }
          pageInfo { hasNextPage endCursor }
        }
      }
    }
  }
`;

export const createLabelMutation = /* GraphQL */ `
  mutation CreateLabel($input: CreateLabelInput!) {
    createLabel(input: $input) { label { id name } }
  }
`;

export const labelQuery = /* GraphQL */ `
  query Label($repository: ID!, $name: String!) {
    node(id: $repository) { ... on Repository { label(name: $name) { id } } }
  }
`;

/** The default branch, and whether a commit is known here. */
export const headQuery = /* GraphQL */ `
  query Head($repository: ID!, $head: GitObjectID!) {
    node(id: $repository) {
      ... on Repository {
        nameWithOwner
        url
        isArchived
        defaultBranchRef { target { oid } }
        object(oid: $head) { oid }
      }
    }
  }
`;

export const createCheckRunMutation = /* GraphQL */ `
  mutation CreateCheckRun($input: CreateCheckRunInput!) {
    createCheckRun(input: $input) { checkRun { id } }
  }
`;

/** Annotations go 50 to a request: the first 50 with \`createCheckRun\`, each further 50 with one of these. */
export const updateCheckRunMutation = /* GraphQL */ `
  mutation UpdateCheckRun($input: UpdateCheckRunInput!) {
    updateCheckRun(input: $input) { checkRun { id } }
  }
`;

export const createCommitMutation = /* GraphQL */ `
  mutation CommitIndex($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) { commit { oid url } }
  }
`;

/** The branch and the pull request that propose the index, if there are any. */
export const proposalQuery = /* GraphQL */ `
  query IndexProposal($repository: ID!, $ref: String!, $head: String!) {
    node(id: $repository) {
      ... on Repository {
        ref(qualifiedName: $ref) { id target { oid } }
        pullRequests(states: OPEN, headRefName: $head, first: 20) { nodes { isCrossRepository } }
      }
    }
  }
`;

export const createRefMutation = /* GraphQL */ `
  mutation CreateIndexBranch($input: CreateRefInput!) { createRef(input: $input) { ref { id } } }
`;

export const updateRefMutation = /* GraphQL */ `
  mutation ResetIndexBranch($input: UpdateRefInput!) { updateRef(input: $input) { ref { id } } }
`;

export const createPullRequestMutation = /* GraphQL */ `
  mutation ProposeIndex($input: CreatePullRequestInput!) { createPullRequest(input: $input) { pullRequest { number } } }
`;
