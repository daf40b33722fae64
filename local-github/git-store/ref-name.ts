/** Whether Git allows a whole name of a ref, such as `refs/heads/main` (git-check-ref-format). */
export function isRefName(name: string): boolean {
  const parts = name.split('/');
  return (
    parts.length > 1 &&
    parts.every(part => part !== '' && !part.startsWith('.') && !part.endsWith('.lock')) &&
    !name.endsWith('.') &&
    !/[ ~^:?*[\\\p{Cc}]|\.\.|@\{/u.test(name)
  );
}
