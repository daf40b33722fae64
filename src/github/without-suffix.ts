/** Takes the suffix off a login: an App's is `name[bot]` in some of GitHub's answers and `name` in others. */
export function withoutSuffix(login: string): string {
  return login.replace(/\[bot\]$/, '');
}

/** Tells whether somebody is the App itself, and not a person of the same name. `viewer` is its login without suffix. */
export function isViewer(actor: { __typename: string; login: string } | null, viewer: string): boolean {
  return actor?.__typename === 'Bot' && withoutSuffix(actor.login) === viewer;
}
