import { document } from './document.ts';

/** What is written by itself; what a review writes is one document of `review-inputs.ts`. */

export const labelQuery = document(
  'Label',
  /* GraphQL */ `
  query Label($repositoryId: ID!, $name: String!) {
    node(id: $repositoryId) { ... on Repository { label(name: $name) { id } } }
  }
`,
);

export const createCheckRunMutation = document(
  'CreateCheckRun',
  /* GraphQL */ `
  mutation CreateCheckRun($input: CreateCheckRunInput!) {
    createCheckRun(input: $input) { checkRun { id } }
  }
`,
);

/** Annotations go 50 to a request: the first 50 with \`createCheckRun\`, each further 50 with one of these. */
export const updateCheckRunMutation = document(
  'UpdateCheckRun',
  /* GraphQL */ `
  mutation UpdateCheckRun($input: UpdateCheckRunInput!) {
    updateCheckRun(input: $input) { checkRun { id } }
  }
`,
);

export const createCommitMutation = document(
  'CommitIndex',
  /* GraphQL */ `
  mutation CommitIndex($input: CreateCommitOnBranchInput!) {
    createCommitOnBranch(input: $input) { commit { oid url } }
  }
`,
);

/** The branch and the pull request that propose the index, if there are any. */
export const proposalQuery = document(
  'IndexProposal',
  /* GraphQL */ `
  query IndexProposal($repositoryId: ID!, $ref: String!, $head: String!) {
    node(id: $repositoryId) {
      ... on Repository {
        ref(qualifiedName: $ref) { id target { oid } }
        pullRequests(states: OPEN, headRefName: $head, first: 20) { nodes { isCrossRepository } }
      }
    }
  }
`,
);

export const createRefMutation = document(
  'CreateIndexBranch',
  /* GraphQL */ `
  mutation CreateIndexBranch($input: CreateRefInput!) { createRef(input: $input) { ref { id } } }
`,
);

export const updateRefMutation = document(
  'ResetIndexBranch',
  /* GraphQL */ `
  mutation ResetIndexBranch($input: UpdateRefInput!) { updateRef(input: $input) { ref { id } } }
`,
);

export const createPullRequestMutation = document(
  'ProposeIndex',
  /* GraphQL */ `
  mutation ProposeIndex($input: CreatePullRequestInput!) { createPullRequest(input: $input) { pullRequest { number } } }
`,
);
