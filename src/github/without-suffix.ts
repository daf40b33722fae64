/** An App's login is `name[bot]` in some of GitHub's answers and `name` in others. */
export function withoutSuffix(login: string): string;
export function withoutSuffix(login: string | undefined): string | undefined;
export function withoutSuffix(login: string | undefined): string | undefined {
  return login?.replace(/\[bot\]$/, '');
}
