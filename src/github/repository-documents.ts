import { checkName } from '../review/check-run.ts';
import { document } from './document.ts';
import { suiteFields } from './workflow-runs.ts';

/** What is read of a repository. */

/** The whole of `patterns/` at one commit: every path, the texts of what stands directly in a domain, and how long is what stands directly in a category. */
export const policyQuery = document(
  'Policy',
  /* GraphQL */ `
  query Policy($repositoryId: ID!, $patterns: String!) {
    node(id: $repositoryId) {
      ... on Repository {
        nameWithOwner
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
                      ... on Tree {
                        entries {
                          name mode oid
                          object { ... on Blob { byteSize isTruncated } ... on Tree { entries { name mode oid } } }
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
    }
  }
`,
);

export const defaultBranchQuery = document(
  'DefaultBranch',
  /* GraphQL */ `
  query DefaultBranch($repositoryId: ID!, $app: Int!, $recent: Int!) {
    node(id: $repositoryId) {
      ... on Repository {
        nameWithOwner
        isArchived
        defaultBranchRef {
          name
          target {
            oid
            ... on Commit {
              history(first: $recent) { nodes { oid messageBody parents(first: 1) { nodes { oid } } } }
              checkSuites(first: 1, filterBy: { appId: $app }) {
                nodes { checkRuns(first: 20, filterBy: { checkType: LATEST }) { nodes { externalId } } }
              }
            }
          }
        }
      }
    }
  }
`,
);

/** The names of what lies in the domains of the default branch. */
const patternsField =
  'object(expression: "HEAD:patterns") { ... on Tree { entries { name object { ... on Tree { entries { name } } } } } }';

export const libraryQuery = document(
  'Library',
  /* GraphQL */ `
  query Library($repositoryId: ID!) {
    node(id: $repositoryId) { ... on Repository { isArchived ${patternsField} } }
  }
`,
);

/** The same of many repositories at once. */
export const librariesQuery = document(
  'Libraries',
  /* GraphQL */ `
  query Libraries($ids: [ID!]!) {
    nodes(ids: $ids) { ... on Repository { isArchived ${patternsField} } }
  }
`,
);

/** Open pull requests of a repository with what tells that one has changed, and the merge groups that wait for a check. */
export const openPullRequestsQuery = document(
  'OpenPullRequests',
  /* GraphQL */ `
  query OpenPullRequests($repositoryId: ID!, $after: String) {
    node(id: $repositoryId) {
      ... on Repository {
        isArchived
        defaultBranchRef { name target { oid } }
        ${patternsField}
        pullRequests(states: OPEN, first: 100, after: $after) {
          nodes { number headRefOid updatedAt }
          pageInfo { hasNextPage endCursor }
        }
        mergeQueue { entries(first: 100) { nodes { headCommit { oid } } } }
      }
    }
  }
`,
);

/** What has run on a commit, and the open pull requests, of which it may be the head. */
export const commitQuery = document(
  'Commit',
  /* GraphQL */ `
  query Commit($repositoryId: ID!, $head: GitObjectID!, $after: String) {
    node(id: $repositoryId) {
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
`,
);

/** The default branch, and whether a commit is known here. */
export const headQuery = document(
  'Head',
  /* GraphQL */ `
  query Head($repositoryId: ID!, $head: GitObjectID!) {
    node(id: $repositoryId) {
      ... on Repository {
        nameWithOwner
        url
        isArchived
        defaultBranchRef { target { oid } }
        object(oid: $head) { oid }
      }
    }
  }
`,
);

/** The App's own check run on a commit. */
export const checkRunQuery = document(
  'OwnCheckRun',
  /* GraphQL */ `
  query OwnCheckRun($repositoryId: ID!, $head: GitObjectID!, $app: Int!) {
    node(id: $repositoryId) {
      ... on Repository {
        object(oid: $head) {
          ... on Commit {
            checkSuites(first: 1, filterBy: { appId: $app }) {
              nodes {
                status
                checkRuns(first: 1, filterBy: { checkName: ${JSON.stringify(checkName)}, checkType: LATEST }) {
                  nodes { id externalId status }
                }
              }
            }
          }
        }
      }
    }
  }
`,
);
