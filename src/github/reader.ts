import { withoutSuffix } from './without-suffix.ts';

/** The App as GitHub knows it. */
export type AppIdentity = {
  /** Its check runs are found by this. */
  appId: number;
  /** Where the token is a person's: the App's slug, by which its comments and labels are told from people's. */
  slug?: string;
};

/** What the conversation looks like to whoever reads it. */
export type Reader = {
  nameWithOwner: string;
  /** The App's login, without suffix. */
  viewer: string;
  /** Whether a comment or review is the App's. */
  isOwn(item: { viewerDidAuthor: boolean; author: { __typename: string; login: string } | null }): boolean;
};

/** Returns how comments look to whoever reads them: to the App itself, or to a person who knows its slug. */
export function readerOf({ slug }: AppIdentity, nameWithOwner: string, viewerLogin: string): Reader {
  return {
    nameWithOwner,
    viewer: slug ?? withoutSuffix(viewerLogin),
    isOwn: ({ viewerDidAuthor, author }) =>
      slug === undefined ? viewerDidAuthor : author?.__typename === 'Bot' && author.login === slug,
  };
}
