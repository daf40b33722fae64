/**
 * GitHub's limits that depend on how much is asked, or that a test wants to meet without asking for as much. Those on
 * single texts and lists (50 annotations, 65,536 characters, 100 labels) stand where they are enforced.
 */
export type Limits = {
  /** How long a minute and an hour of the limits below are: clients wait by the machine's clock, and tests should not. */
  minuteSeconds: number;
  hourSeconds: number;
  /** Requests an hour to REST, and points an hour to GraphQL; each person and each of the two has its own. */
  perHour: number;
  /** The same of Apps and installations. GitHub gives those of more than twenty repositories or people more. */
  appPerHour: number;
  /** The same of those who do not say who they are. */
  anonymousPerHour: number;
  /** Requests of one viewer that are under way at the same time, REST and GraphQL together. */
  concurrent: number;
  restPointsPerMinute: number;
  graphqlPointsPerMinute: number;
  /** Requests that create content, REST and GraphQL together. */
  contentPerMinute: number;
  contentPerHour: number;
  /** How a secondary limit is told. REST does not tell it under 200 and GraphQL not under 429: there it is 403. */
  refusalStatus: 200 | 403 | 429;
  /** People in tests do in a second what takes them a day: only Apps and installations are held to secondary limits. */
  holdPeople: boolean;
  /** GraphQL documents that take longer are answered with 502, whatever they have done meanwhile. */
  graphqlSeconds: number;
  /** Of a recursive tree; what is more is left out, and `truncated` says so. */
  treeEntries: number;
  treeBytes: number;
  /** Of a pull request. The list ends there without a word; only `changedFiles` tells. */
  pullRequestFiles: number;
  /** Of a comparison of two commits, which has no further pages of files. */
  comparisonFiles: number;
  /** Larger events are never delivered, so there is nothing to deliver again either. */
  payloadBytes: number;
  /** Who answers a delivery later has not answered. */
  deliverySeconds: number;
};

/**
 * Returns GitHub's own figures. Sources: docs.github.com, "Rate limits for the REST API", "Rate limits and query limits
 * for the GraphQL API", "Best practices for using webhooks", "Webhook events and payloads"; github/rest-api-description
 * for files of pull requests and comparisons, and for trees.
 */
export function githubLimits(): Limits {
  return {
    minuteSeconds: 60,
    hourSeconds: 3600,
    perHour: 5_000,
    appPerHour: 5_000,
    anonymousPerHour: 60,
    concurrent: 100,
    restPointsPerMinute: 900,
    graphqlPointsPerMinute: 2_000,
    contentPerMinute: 80,
    contentPerHour: 500,
    refusalStatus: 403,
    holdPeople: false,
    graphqlSeconds: 10,
    treeEntries: 100_000,
    treeBytes: 7 * 1024 * 1024,
    pullRequestFiles: 3_000,
    comparisonFiles: 300,
    payloadBytes: 25 * 1024 * 1024,
    deliverySeconds: 10,
  };
}

/** For measuring what a client could do if GitHub let it. */
export const withoutRateLimits: Partial<Limits> = {
  perHour: Number.MAX_SAFE_INTEGER,
  appPerHour: Number.MAX_SAFE_INTEGER,
  concurrent: Number.MAX_SAFE_INTEGER,
  restPointsPerMinute: Number.MAX_SAFE_INTEGER,
  graphqlPointsPerMinute: Number.MAX_SAFE_INTEGER,
  contentPerMinute: Number.MAX_SAFE_INTEGER,
  contentPerHour: Number.MAX_SAFE_INTEGER,
};
